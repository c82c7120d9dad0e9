import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { extractOrigin, isImage } from '../metadata/embed';
import { promptDocument } from '../metadata/origin';
import { messageOf } from '../task/errors';
import { destinationOf, writeOutput } from './output';
import { log } from './terminal';
import { UsageError } from './usage-error';

export interface ExtractOptions {
  readonly out: string | undefined;
  /** Whether to print the entire task instead of the prompt. */
  readonly task: boolean;
  readonly force: boolean;
}

/** Far larger than any image that the service makes, in bytes. */
const MAX_IMAGE = 256 * 2 ** 20;

/** Reads a file of any kind and size, even an endless one. */
async function readImage(file: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 2 ** 20 })) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size > MAX_IMAGE) throw new Error('it is too large for an image.');
    }
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${messageOf(error)}`);
  }
  return Buffer.concat(pieces);
}

/** Rejects if writing would replace a file. Pipes and devices are allowed: writing into them replaces nothing. */
async function requireFree(out: string): Promise<void> {
  const there = await lstat(out).catch(() => undefined);
  if (!there || (await destinationOf(out)).kind !== 'file') return;
  throw new UsageError(`${out}: is there already. --force replaces it.`);
}

/** Prints the prompt or the task that an image carries, or writes it to a file. Returns the exit code. */
export async function extract(file: string, { out, task, force }: ExtractOptions): Promise<number> {
  const bytes = await readImage(file);
  if (!isImage(bytes)) throw new UsageError(`${file}: is no PNG, JPEG or WEBP image.`);
  const origin = await extractOrigin(bytes);
  if (!origin) {
    log(
      `${file}: carries no prompt. Only images saved from Structured Prompt Studio do, unless another program removed it.`,
    );
    return 1;
  }
  const text = task ? `${JSON.stringify(origin.task, null, 2)}\n` : promptDocument(origin);
  if (text === undefined) {
    log(
      `${file}: was made from a sentence, and the structured prompt that this became is not known. --task prints the task.`,
    );
    return 1;
  }
  if (out !== undefined && !force) await requireFree(out);
  await writeOutput(out, text);
  return 0;
}
