import type { TextRoom } from './fit-text';

/** Upper bounds for the advances in any typeface that a description can ask for, in em: for ASCII, and for everything else. */
const NARROW_ADVANCE = 0.76;
const ADVANCE = 1.1;
const WIDE_ADVANCE = 1.55;
/** An upper bound for the height of a line in any script, including the gap to the next one, in em. */
const LINE = 1.5;

const BREAKS = new Set([0x0a, 0x0d, 0x2028, 0x2029]);
const NARROW = new Set(Array.from(" !'(),-./:;I[\\]`fijlrst|", (character) => character.charCodeAt(0)));
const WIDE = new Set(Array.from('%&@MWmw', (character) => character.charCodeAt(0)));
const ADVANCES = Float64Array.from({ length: 0x7f }, (_, code) =>
  NARROW.has(code) ? NARROW_ADVANCE : WIDE.has(code) ? WIDE_ADVANCE : ADVANCE,
);

/**
 * Whether a text with its own line breaks certainly fits a box at a font size, in any typeface. Computed from
 * character codes alone, so that it costs nearly nothing for texts with ample space; `false` means unknown.
 */
export function surelyFits(text: string, box: TextRoom, size: number): boolean {
  const limit = box.width / size;
  let lines = 1;
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code < 0x20 || code > 0x2027) && BREAKS.has(code)) {
      lines++;
      width = 0;
    } else width += ADVANCES[code] ?? WIDE_ADVANCE;
    if (width > limit) return false;
  }
  return box.height >= lines * LINE * size;
}
