import type { LocatedElement } from '../../prompt/located-document';
import { type FittedText, fitText, roomOf, sizeIn } from '../../layout/fit-text';
import type { Rect } from '../../layout/rect';
import { chooseAlign, chooseTypeface } from '../../layout/typeface';
import { GRID } from '../../prompt/shape';
import type { Generation } from '../subject';

/**
 * The font size in pixels below which the model draws only the look of letters: their capitals would be less than 9
 * pixels high. It applies to every supported frame, because all of them have about the same number of pixels.
 */
export const LEGIBLE = 12;

type Box = NonNullable<LocatedElement['box']>;

/** A text at least this long is prose, set in as many lines as it needs: a headline has fewer words. */
const PROSE = /(?:\S+[^\S\n]+){7}\S|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。]{30}/u;
/** How much of a text to check to tell whether it is prose. */
const BEGINNING = 400;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const IN_LINES =
  /\b(?:(?:two|three|four|five|six|several|multiple|many|\d+) (?:[a-z]+ )?(?:lines|rows)|stack(?:ed|s)|wrap(?:s|ped|ping)|paragraphs?|multi-?line|line breaks?)\b/;
const UPRIGHT =
  /\b(?:vertical|rotat(?:ed|ion)|sideways|spine|90(?:°|[- ]?deg)|diagonal|top[- ]to[- ]bottom|bottom[- ]to[- ]top)/;
const CURVED =
  /\b(?:arc(?:s|ed|ing)|arch(?:es|ed|ing)|curv(?:es|ed|ing)|circular|(?:in|along|around|on) (?:a|an|the) (?:[a-z]+ )?(?:circle|ring|rim|arc|arch|curve|edge))\b/;
/** A strip this narrow can only hold an upright line of text. */
const STRIP = 10;

/** No image holds more letters than this: only the beginning of a longer text is measured, since measuring takes time. */
const MOST = 30_000;

/** The part of a text that needs measuring. */
export function measured(text: string): string {
  return text.slice(0, MOST);
}

/** A box on the grid, converted to pixels of the image: within the frame, its corners in order. */
export function pixelsOf(box: Box, { width, height }: Generation): Rect {
  const clamp = (edge: number) => Math.min(Math.max(edge, 0), GRID) / GRID;
  const [top, left, bottom, right] = [clamp(box[0]), clamp(box[1]), clamp(box[2]), clamp(box[3])];
  return {
    x: Math.min(left, right) * width,
    y: Math.min(top, bottom) * height,
    width: Math.abs(right - left) * width,
    height: Math.abs(bottom - top) * height,
  };
}

/** The same rectangle with its sides exchanged. */
function turned({ x, y, width, height }: Rect): Rect {
  return { x, y, width: height, height: width };
}

/** Whether a text can be set in columns from top to bottom. */
export function hasIdeographs(text: string): boolean {
  return IDEOGRAPHS.test(text);
}

/** Whether a description says that its lettering is not set horizontally from left to right. */
export function isUpright(desc: string): boolean {
  return UPRIGHT.test(desc.toLowerCase());
}

/** Whether a description says that its lettering follows a curve, so that it is not in the middle of its box. */
export function isCurved(desc: string): boolean {
  return CURVED.test(desc.toLowerCase());
}

/** The largest font size that a text can have in a box, among the ways of setting it that its description and box allow. */
export function sizeOf(text: string, desc: string, rect: Rect): number {
  const face = chooseTypeface(desc);
  const room = roomOf(text, face);
  const words = desc.toLowerCase();
  const sizes = [sizeIn(rect, room)];
  // Broken into lines, it takes about the same area, so most texts that are too long are recognized without breaking
  // them.
  const mayFit = room.width * LEGIBLE * LEGIBLE < 1.4 * rect.width * rect.height;
  if (mayFit && (IN_LINES.test(words) || PROSE.test(text.slice(0, BEGINNING)))) {
    sizes.push(fitText(text, rect, face, 'center', LEGIBLE).fontSize);
  }
  const narrow = rect.height > rect.width && hasIdeographs(text);
  if (narrow || rect.height > STRIP * rect.width || isUpright(words)) {
    sizes.push(sizeIn(turned(rect), room));
  }
  if (isCurved(desc)) {
    // Along the rim of a round label, in a band a quarter as high as the label.
    const rim = { width: 1.5 * (rect.width + rect.height), height: Math.min(rect.width, rect.height) / 4 };
    sizes.push(sizeIn(rim, room));
  }
  return Math.max(...sizes);
}

/** Sets a text as large as its box allows. */
export function letteringOf(text: string, desc: string, rect: Rect): FittedText {
  return fitText(measured(text), rect, chooseTypeface(desc), chooseAlign(desc), LEGIBLE);
}
