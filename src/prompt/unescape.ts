import type { Node } from './nodes';

const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;

/** Visible according to their category, but they show nothing. */
const BLANK = /^[\p{Default_Ignorable_Code_Point}\u2800]$/u;

/** Drawn over the character before it. */
const MARK = /^\p{M}$/u;

const JOINER = /^[\u200C\u200D]$/;
const PICTURE = /^\p{Extended_Pictographic}$/u;
const JOINABLE_PICTURE = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]$/u;

/** The scripts whose letters change their form next to a joiner or non-joiner. */
const JOINED = [
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya'],
  ...['Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar'],
];
/** Built when first needed: that takes longer than reading a prompt. */
let letter: RegExp | undefined;

/** Whether a character is a letter of these scripts. */
function isJoined(character: string): boolean {
  const scripts = () => JOINED.map((script) => `\\p{Script_Extensions=${script}}`).join('');
  letter ??= new RegExp(`^[${scripts()}]$`, 'u');
  return letter.test(character);
}

/** The variation selectors for emoji and text presentation of a symbol. */
const PRESENTATION = /^[\uFE0E\uFE0F]$/;
const PRESENTED = /^\p{Emoji}$/u;

const PART = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]|[^\\]/gu;

/** A character of a string as written. */
interface Part {
  readonly written: string;
  /** The character; undefined for an escape of an invisible one. */
  readonly character: string | undefined;
}

function partOf(written: string): Part {
  if (!written.startsWith('\\')) return { written, character: written };
  if (written === '\\/') return { written, character: '/' };
  if (written[1] !== 'u') return { written, character: undefined };
  const units = written.match(/[0-9a-fA-F]{4}/g) ?? [];
  const character = String.fromCharCode(...units.map((unit) => parseInt(unit, 16)));
  return { written, character: character === '"' || character === '\\' ? undefined : character };
}

function isVisible(character: string): boolean {
  return VISIBLE.test(character) && !BLANK.test(character);
}

/** Whether a character may be written literally, given the literal characters before and after it. */
function mayBeLiteral(character: string, before: string, after: string): boolean {
  if (JOINER.test(character)) {
    if (JOINABLE_PICTURE.test(before)) return PICTURE.test(after);
    return isJoined(before) && isJoined(after) && isVisible(after);
  }
  if (PRESENTATION.test(character)) return PRESENTED.test(before);
  if (!isVisible(character)) return false;
  return !MARK.test(character) || VISIBLE.test(before) || JOINER.test(before);
}

/**
 * A string's token with every `\u` escape of a visible character replaced by that character, or undefined if nothing
 * changes. Quotes, backslashes, control characters, lone surrogates and invisible characters stay escaped.
 */
export function literalToken(text: string, string: Node): string | undefined {
  const token = text.slice(string.offset, string.offset + string.length);
  if (!token.includes('\\u') && !token.includes('\\/')) return undefined;
  const parts = Array.from(token.slice(1, -1).matchAll(PART), ([written]) => partOf(written));
  let before = '';
  const literal = parts.map(({ written, character = '' }, index) => {
    const stays = written === character;
    const isLiteral = stays || mayBeLiteral(character, before, parts[index + 1]?.character ?? '');
    before = isLiteral ? character : '';
    return isLiteral ? character : written;
  });
  const result = `"${literal.join('')}"`;
  return result === token ? undefined : result;
}
