import { writeAtomic } from '../run/atomic';
import { sayData } from './say';
import { notWritable } from './usage';

/** Writes a command's result to a file, or to the standard output where none is named. */
export async function writeOutput(out: string | undefined, text: string): Promise<void> {
  if (out === undefined) sayData(text);
  else {
    await writeAtomic(out, text).catch((error: unknown) => {
      throw notWritable(out, error);
    });
  }
}
