import type { TextSpan } from './parse';

/** The part of a string between two commas. */
export interface Phrase extends TextSpan {
  /** The space to insert before a phrase that follows its comma directly. */
  readonly space: string;
  /** The other parts of the string, as written. */
  readonly others: readonly string[];
}

/** Whether a string's token has its closing quote. */
function isClosed(token: string): boolean {
  return /^"(?:[^"\\]|\\[^])*"$/.test(token);
}

/** The phrase at an offset in a string; undefined outside its quotes. */
export function phraseAt(text: string, string: TextSpan, offset: number): Phrase | undefined {
  const token = text.slice(string.offset, string.offset + string.length);
  const start = string.offset + 1;
  // An unterminated string seems to extend to the end of the line: only the part before the cursor certainly belongs to
  // it.
  const end = isClosed(token) ? string.offset + string.length - 1 : offset;
  if (offset < start || offset > end) return undefined;
  const before = text.slice(start, offset).split(',');
  const behind = text.slice(offset, end).split(',');
  const head = (before.pop() ?? '').trimStart();
  const tail = (behind.shift() ?? '').trimEnd();
  const first = offset - head.length;
  return {
    offset: first,
    length: head.length + tail.length,
    space: text[first - 1] === ',' ? ' ' : '',
    others: [...before, ...behind].map((part) => part.trim()),
  };
}
