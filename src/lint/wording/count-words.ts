/** Scripts that write words without spaces between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Longer texts without spaces are segmented in pieces: the segmenter takes quadratic time. */
const PIECES = /[^]{1,400}/gu;

/** Created when first needed: that takes milliseconds. */
let segmenter: Intl.Segmenter | undefined;

/** Where each word begins: words are separated by spaces, or split by a dictionary in scripts without spaces. */
export function wordStarts(text: string): number[] {
  const starts: number[] = [];
  for (const { 0: run, index } of text.matchAll(/\S+/gu)) {
    if (!UNSPACED.test(run)) {
      if (/[\p{L}\p{N}]/u.test(run)) starts.push(index);
      continue;
    }
    segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
    for (const { 0: piece, index: from } of run.matchAll(PIECES)) {
      for (const word of segmenter.segment(piece)) {
        if (word.isWordLike) starts.push(index + from + word.index);
      }
    }
  }
  return starts;
}
