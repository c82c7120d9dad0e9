/** Created when first needed, since that takes milliseconds. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Letters of European scripts, currencies, arrows, shapes and the like, for which each code point is a character.
 * Most prompts and all their labels contain nothing else.
 */
const SIMPLE =
  /^[\x20-\x7E\u00A0-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u052F\u2010-\u2027\u2030-\u205E\u20A0-\u20CF\u2100-\u25FF]*$/;

/**
 * Splits a text into what a reader sees as single characters: `é` in two code points, a flag or a family of emoji are
 * one each.
 */
export function graphemes(text: string): string[] {
  if (SIMPLE.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
