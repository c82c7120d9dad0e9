/** In scripts without spaces between words, each character is a token. */
const SINGLE = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]`;
const LETTER = String.raw`(?!${SINGLE})[\p{L}\p{N}\p{M}]`;
const WORD = String.raw`${LETTER}(?:['’_-]?${LETTER})*`;
/** What belongs to the preceding character, so that an emoji of several characters is not split. */
const JOINED = String.raw`(?:[\p{M}\p{EMod}]|\u200d[^])*`;
const TOKEN = new RegExp(String.raw`(?:${SINGLE}|${WORD}|\p{RI}\p{RI}|\s+|[^])${JOINED}`, 'gu');

/**
 * Splits a text into words, runs of white space, and single other characters, including those of Chinese and Japanese. Joined,
 * the tokens are the text again.
 */
export function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** Whether a text has a letter or a digit. */
export function isRead(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
