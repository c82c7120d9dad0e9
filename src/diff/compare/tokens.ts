/** Scripts that are written without spaces between words: each character counts by itself. */
const SINGLE = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]`;
const LETTER = String.raw`(?!${SINGLE})[\p{L}\p{N}\p{M}]`;
const WORD = String.raw`${LETTER}(?:['’_-]?${LETTER})*`;
/** What belongs to the sign before it, so that no picture of several signs is torn. */
const JOINED = String.raw`(?:[\p{M}\p{EMod}]|\u200d[^])*`;
const TOKEN = new RegExp(String.raw`(?:${SINGLE}|${WORD}|\p{RI}\p{RI}|\s+|[^])${JOINED}`, 'gu');

/**
 * Words, runs of white space, and all other signs one by one, as are the characters of Chinese and Japanese. Joined they are
 * the text again.
 */
export function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** Whether a text holds anything that is read: a letter or a digit. */
export function isRead(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
