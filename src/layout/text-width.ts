import { graphemes } from './graphemes';

/** What decides how wide the characters of a typeface are. */
export interface TextFace {
  readonly design: 'sans' | 'serif' | 'slab' | 'mono' | 'script';
  readonly weight: 300 | 400 | 700 | 900;
  readonly stretch: 'condensed' | 'normal' | 'expanded';
}

/** The face for measuring a text when nothing is known about its look. */
export const PLAIN_FACE: TextFace = { design: 'sans', weight: 400, stretch: 'normal' };

const MONO_ADVANCE = 0.6;

/**
 * Advance widths of U+0020 to U+007E in thousandths of an em: the metrics of Helvetica, Arial and compatible fonts.
 */
const SANS_ADVANCES = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
  556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
  500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
  556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
  278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** The same for Times and compatible fonts. */
const SERIF_ADVANCES = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
  500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
  389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
  500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
  278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/** Average advances in em of writing systems whose glyphs hardly vary with the typeface; the first match counts. */
const SCRIPT_ADVANCES: readonly (readonly [RegExp, number])[] = [
  [/^[\p{Emoji_Presentation}\p{Regional_Indicator}]/u, 1.25],
  [/^\p{Extended_Pictographic}\uFE0F/u, 1.25],
  [/^[0-9#*]\uFE0F?\u20E3/u, 1.25],
  [/^[\p{Cc}\p{Cf}\p{M}]/u, 0],
  [/^[\u2000-\u200A]/u, 0.5],
  [/^[\uFF61-\uFF9F]/u, 0.5],
  [/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}]/u, 1],
  [/^[\u3000-\u303F\u30FC\uFE30-\uFE4F\uFF01-\uFF60\uFFE0-\uFFE6]/u, 1],
  [/^\p{Script=Hangul}/u, 0.95],
  [/^\p{Script=Arabic}/u, 0.46],
  [/^\p{Script=Hebrew}/u, 0.52],
  [/^\p{Script=Thai}|^\p{Script=Lao}/u, 0.6],
  [/^[\u0900-\u0DFF]/u, 0.68],
  [/^[\u1000-\u109F\u1780-\u17FF]/u, 0.75],
  [/^[\u2014\u2E3A]/u, 1],
  [/^[\u2190-\u2BFF]/u, 0.9],
];

const DESIGN_FACTORS = { sans: 1, serif: 1, slab: 1.18, mono: 1, script: 0.98 } as const;
const STRETCH_FACTORS = { condensed: 0.82, normal: 1, expanded: 1.25 } as const;
const CAPITAL = /^\p{Lu}/u;
const LETTER = /^\p{L}/u;

/** Bold letters are wider than regular ones, especially lowercase; digits, punctuation and spaces hardly are. */
function weightFactor(grapheme: string, face: TextFace): number {
  if (face.weight < 700) return 1;
  if (CAPITAL.test(grapheme)) return 1.02;
  return LETTER.test(grapheme) ? 1.09 : 1.02;
}

function regularAdvance(grapheme: string, face: TextFace): number {
  const table = face.design === 'sans' ? SANS_ADVANCES : SERIF_ADVANCES;
  const ascii = table[grapheme.charCodeAt(0) - 0x20];
  if (ascii !== undefined) return ascii / 1000;
  // An accented letter is as wide as its base letter.
  const base = table[(grapheme === '\u00A0' ? ' ' : grapheme.normalize('NFD')).charCodeAt(0) - 0x20];
  if (base !== undefined) return base / 1000;
  return CAPITAL.test(grapheme) ? 0.72 : 0.56;
}

function alphabeticAdvance(grapheme: string, face: TextFace): number {
  const stretch = STRETCH_FACTORS[face.stretch];
  if (face.design === 'mono') return MONO_ADVANCE * stretch;
  return (
    regularAdvance(grapheme, face) * DESIGN_FACTORS[face.design] * stretch * weightFactor(grapheme, face)
  );
}

/** The advance of a character that is the same in every typeface, or undefined. */
function fixedAdvance(grapheme: string): number | undefined {
  const width = SCRIPT_ADVANCES.find(([pattern]) => pattern.test(grapheme))?.[1];
  // A spacing vowel sign is beside its consonant; all other marks are above or below it.
  return width === undefined
    ? undefined
    : width * (1 + 0.4 * (grapheme.slice(1).match(/\p{Mc}/gu)?.length ?? 0));
}

/** Caches the results for graphemes of one UTF-16 unit, which are most: each needs many patterns. */
const fixedAdvances = new Map<string, number | undefined>();

function knownFixedAdvance(grapheme: string): number | undefined {
  if (grapheme.length > 1) return fixedAdvance(grapheme);
  if (!fixedAdvances.has(grapheme)) fixedAdvances.set(grapheme, fixedAdvance(grapheme));
  return fixedAdvances.get(grapheme);
}

function advance(grapheme: string, face: TextFace): number {
  const code = grapheme.charCodeAt(0);
  if (code < 0x20) return code === 9 ? advance(' ', face) : 0;
  const fixed = code > 0x7e || grapheme.length > 1 ? knownFixedAdvance(grapheme) : undefined;
  return fixed ?? alphabeticAdvance(grapheme, face);
}

/** The estimated advance of each grapheme in em, without a font. */
export function advances(characters: readonly string[], face: TextFace): number[] {
  return characters.map((character) => advance(character, face));
}

/** Estimated width of a line in em: multiply it by the font size. */
export function textWidth(text: string, face: TextFace): number {
  let width = 0;
  for (const character of graphemes(text)) width += advance(character, face);
  return width;
}
