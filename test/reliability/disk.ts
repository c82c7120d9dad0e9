import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { RunRecord, RunResult } from '../../src/run/record/record';
import { REFUSED } from '../../src/run/files/refused';
import { readRun, type Run } from '../../src/run/record/store';
import { messageOf } from '../../src/task/errors';

const ENDINGS: Readonly<Record<string, string>> = { jpg: 'jpeg', png: 'png', webp: 'webp' };

/** A cache of decoded images by content: the simulator's images are alike. */
const decoded = new Map<string, Promise<string>>();

/** Decodes an image completely: `jpeg 1440x2560`. Rejects for a damaged one. */
async function decode(bytes: Buffer): Promise<string> {
  const image = sharp(bytes, { failOn: 'warning' });
  const { format, width, height } = await image.metadata();
  await image.stats();
  return `${format} ${width}x${height}`;
}

function describe(bytes: Buffer): Promise<string> {
  const key = createHash('sha256').update(bytes).digest('hex');
  const known = decoded.get(key) ?? decode(bytes);
  decoded.set(key, known);
  return known;
}

async function checkImage(
  directory: string,
  { file, width, height }: RunResult,
): Promise<string | undefined> {
  const name = file ?? '';
  try {
    const found = await describe(await readFile(path.join(directory, name)));
    const promised = `${ENDINGS[path.extname(name).slice(1)] ?? '?'} ${width}x${height}`;
    return found === promised ? undefined : `${name} is ${found}, recorded as ${promised}`;
  } catch (error) {
    return `${name}: ${messageOf(error)}`;
  }
}

/** The files that only killed processes leave in a run's folder. */
export const TEMPORARY_FILE = /\.(?:tmp|part|lock)$/;

/** The content of a run's folder. */
export interface Folder {
  /** Undefined if there is no record, or a damaged one. */
  readonly run: Run | undefined;
  /** Complete images that are recorded. */
  readonly images: number;
  /** What is damaged, missing, or unrecorded. Rejected files are recognized by their names. */
  readonly damaged: readonly string[];
  /** Files of killed processes. */
  readonly temporary: readonly string[];
}

function unrecorded(record: RunRecord, names: readonly string[]): string[] {
  const known = new Set<string | null>([
    'run.json',
    record.promptFile,
    ...record.results.map(({ file }) => file),
  ]);
  return names
    .filter((name) => !known.has(name) && !REFUSED.test(name))
    .map((name) => `${name} is not recorded`);
}

/** Inspects everything in a run's folder. */
export async function inspect(directory: string): Promise<Folder> {
  const all = await readdir(directory);
  const temporary = all.filter((name) => TEMPORARY_FILE.test(name));
  const names = all.filter((name) => !TEMPORARY_FILE.test(name));
  const run = await readRun(directory);
  if (!run) {
    return {
      run,
      images: 0,
      damaged: names.includes('run.json') ? ['run.json is damaged'] : [],
      temporary,
    };
  }
  const saved = run.record.results.filter(({ state }) => state === 'saved');
  const problems = await Promise.all(saved.map((result) => checkImage(directory, result)));
  const damaged = [...problems.filter((problem) => problem !== undefined), ...unrecorded(run.record, names)];
  return {
    run,
    images: problems.filter((problem) => problem === undefined).length,
    damaged,
    temporary,
  };
}
