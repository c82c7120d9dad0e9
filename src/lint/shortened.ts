import { truncate } from '../prompt/truncate';

const LONGEST = 48;

/** Cuts a text that a message quotes to a length that can be read at a glance. */
export function shortened(text: string): string {
  return truncate(text, LONGEST);
}
