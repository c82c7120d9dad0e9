import { truncate } from '../prompt/truncate';

const LONGEST = 48;

/** A text to quote in a message, cut to a length that can be read at a glance. */
export function shortened(text: string): string {
  return truncate(text, LONGEST);
}
