import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isatty } from 'node:tty';
import { destinationOf } from './destination';
import { replaceFile } from './replace';
import { inertDocument, sayData } from './say';
import { notWritable } from './usage';

/** Writes into what is there as it is: a pipe, a terminal, a device. */
async function writeThrough(place: string, text: string): Promise<void> {
  const file = await open(place, constants.O_WRONLY);
  try {
    await file.writeFile(isatty(file.fd) ? inertDocument(text) : text);
  } finally {
    await file.close();
  }
}

async function write(out: string, text: string): Promise<void> {
  const destination = await destinationOf(out);
  switch (destination.kind) {
    case 'stdout':
    case 'stderr':
      sayData(text, process[destination.kind]);
      break;
    case 'device':
      await writeThrough(destination.path, text);
      break;
    case 'file':
      await replaceFile(destination.path, text);
  }
}

/**
 * Writes a command's result to where a person said: a file, which is replaced whole, keeping its permissions and the links
 * to it; a device or a pipe; or the standard output, also where nothing is named.
 */
export async function writeOutput(out: string | undefined, text: string): Promise<void> {
  const place = out ?? '-';
  await write(place, text).catch((error: unknown) => {
    throw notWritable(place, error);
  });
}
