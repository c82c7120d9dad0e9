/** Runs on the disk to measure on: real images of 2K and their thumbnails, made once, in as many run folders as wanted. */
import { existsSync } from 'node:fs';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { SHORT } from '../../scripts/lib/short';
import { THUMBNAIL_SIDE } from '../../src/protocol/images';
import type { RunRecord } from '../../src/run/record/record';
import type { JsonObject } from '../../src/task/types';
import { drawPicture } from '../../test/simulator/picture';
import { promptText } from '../lib/prompts';

/** Where all of it lies, below what the builds leave behind. */
const ROOT = path.join('out', 'bench', SHORT ? 'review-short' : 'review');
const IMAGES = path.join(ROOT, 'images');

/** So many different images of each format; the folders share their files. */
const OF_FORMAT = SHORT ? 1 : 12;
const IMAGES_OF_RUN = 4;
/** So many different prompts, from short ones to longer ones. */
const PROMPTS = 9;
const ELEMENTS = 8;

const FORMATS = [
  { ending: 'jpg', format: 'JPG', width: 2048, height: 2048 },
  { ending: 'webp', format: 'WEBP', width: 1664, height: 2496 },
] as const;

type Format = (typeof FORMATS)[number];

const PROMPT_TEXTS = Array.from({ length: PROMPTS }, (_, number) => promptText(ELEMENTS + number));

function at<T>(list: readonly T[], place: number): T {
  const item = list[place % list.length];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}

/** What a run was made from. */
export function promptOfRun(run: number): string {
  return at(PROMPT_TEXTS, run);
}

/** All images of a run are alike in format and size, as its task says. */
function formatOf(run: number): Format {
  return at(FORMATS, run);
}

function imageOf(run: number, index: number): string {
  const { ending } = formatOf(run);
  const number = Math.floor(run / FORMATS.length) * IMAGES_OF_RUN + index;
  return `${number % OF_FORMAT}.${ending}`;
}

/** A picture with the grain of a photograph: as many bytes, and as much work to decode, as real ones. */
async function makeImage(folder: string, number: number, { ending, width, height }: Format): Promise<void> {
  const picture = drawPicture({
    structuredPrompt: JSON.parse(promptOfRun(number)),
    width,
    height,
    seed: number + 1,
  });
  const noise = { type: 'gaussian', mean: 128, sigma: 24 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const whole = await sharp(Buffer.from(picture))
    .flatten({ background: '#fff' })
    .composite([{ input: grain, blend: 'soft-light' }])
    .png({ compressionLevel: 0 })
    .toBuffer();
  const encoded = ending === 'jpg' ? sharp(whole).jpeg({ quality: 90 }) : sharp(whole).webp({ quality: 90 });
  await encoded.toFile(path.join(folder, `${number}.${ending}`));
  await sharp(whole)
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside' })
    .webp({ quality: 82 })
    .toFile(path.join(folder, `thumbnail-${number}.${ending}.webp`));
}

function recordOf(run: number): RunRecord {
  const { format, width, height } = formatOf(run);
  const hex = run.toString(16).padStart(12, '0');
  const taskUUID = `5d6f1c39-6f3a-4a5c-9b8a-${hex}`;
  const created = Date.UTC(2026, 2, 1, 12) - run * 7 * 60_000;
  const results = Array.from({ length: IMAGES_OF_RUN }, (_, index) => ({
    imageUUID: `${hex.slice(4)}-0f5d-4b7a-9e11-${String(index).padStart(12, '0')}`,
    state: 'saved' as const,
    file: `image-${index + 1}.${formatOf(run).ending}`,
    width,
    height,
    seed: 1_000_003 * (run + 1) + index,
    cost: 0.06,
    flagged: false,
  }));
  return {
    version: 1,
    taskUUID,
    backend: 'runware',
    state: 'succeeded',
    accepted: true,
    promptFile: 'prompt.structured-prompt.json',
    request: {
      taskType: 'imageInference',
      taskUUID,
      model: 'ideogram:4@0',
      deliveryMethod: 'async',
      includeCost: true,
      numberResults: IMAGES_OF_RUN,
      width,
      height,
      outputFormat: format,
      settings: {
        structuredPrompt: JSON.parse(promptOfRun(run)) as JsonObject,
        renderingSpeed: run % 3 === 0 ? 'QUALITY' : 'TURBO',
      },
    },
    response: results.map(({ imageUUID, seed, cost }) => ({
      taskType: 'imageInference',
      taskUUID,
      status: 'success',
      imageUUID,
      imageURL: `https://images.example/image/${imageUUID}.${format.toLowerCase()}`,
      seed,
      cost,
    })),
    expected: IMAGES_OF_RUN,
    results,
    errors: [],
    createdAt: new Date(created).toISOString(),
    updatedAt: new Date(created + 40_000).toISOString(),
  };
}

async function makeRun(folder: string, run: number): Promise<void> {
  const record = recordOf(run);
  const stamp = record.createdAt.slice(0, 19).replaceAll(':', '-');
  const directory = path.join(folder, `${stamp}-${run.toString(16).padStart(8, '0')}`);
  await mkdir(directory);
  await writeFile(path.join(directory, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
  await writeFile(path.join(directory, record.promptFile), promptOfRun(run));
  // People say something of one run in five.
  if (run % 5 === 0) {
    const review = { version: 1, images: { 1: { favourite: true, note: run % 10 === 0 ? 'Best sky' : '' } } };
    await writeFile(path.join(directory, 'review.json'), `${JSON.stringify(review, null, 2)}\n`);
  }
  for (const [index, { file }] of record.results.entries()) {
    const image = imageOf(run, index);
    await link(path.join(IMAGES, image), path.join(directory, String(file)));
    await link(
      path.join(IMAGES, `thumbnail-${image}.webp`),
      path.join(directory, `thumbnail-${index + 1}.webp`),
    );
  }
}

/** Makes a folder that is there only when it is complete. */
async function once(folder: string, fill: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await fill(unfinished);
  await rename(unfinished, folder);
}

async function makeImages(folder: string): Promise<void> {
  for (const format of FORMATS) {
    for (let number = 0; number < OF_FORMAT; number++) await makeImage(folder, number, format);
  }
}

/** The folder of a document with so many runs. */
export async function runsFolder(count: number): Promise<string> {
  await once(IMAGES, makeImages);
  const folder = path.join(ROOT, String(count));
  await once(folder, async (unfinished) => {
    for (let run = 0; run < count; run++) await makeRun(unfinished, run);
  });
  return folder;
}
