/** How far a text extends above and below its baseline, in em. */
export interface TextExtent {
  readonly ascent: number;
  readonly descent: number;
}

const ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uFF01-\uFFEE]/u;
const TALL = /[\p{Script=Thai}\p{Script=Lao}\u0900-\u0DFF\u1000-\u109F\u1780-\u17FF]/u;
const DEEP = /[\p{Script=Arabic}]/u;

/** Text without accents or other scripts: most lines. */
const ASCII = /^[\x20-\x7E]*$/;

/** The extent above the baseline. Capitals without accents need least. */
function ascent(line: string): number {
  if (ASCII.test(line)) return 0.74;
  if (TALL.test(line)) return 1;
  if (ASIAN.test(line)) return 0.88;
  const accented = /\p{Lu}\p{M}|[\u0300-\u036F]{2}/u.test(line.normalize('NFD'));
  return accented ? 0.94 : 0.74;
}

function descent(line: string): number {
  const plain = ASCII.test(line);
  if (!plain && (DEEP.test(line) || TALL.test(line))) return 0.32;
  if (!plain && ASIAN.test(line)) return 0.14;
  return /[^\p{Lu}\p{N}\p{Z}abcdefhiklmnorstuvwxz.:!?'"&#%*+<=>^`~’‘“”«»·•–—-]/u.test(line) ? 0.22 : 0.02;
}

/** The extent of the lines together: the same for each of them, so that they have even distances. */
export function textExtent(lines: readonly string[]): TextExtent {
  return {
    ascent: Math.max(...lines.map(ascent), 0.74),
    descent: Math.max(...lines.map(descent), 0.02),
  };
}
