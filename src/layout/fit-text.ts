import type { Rect } from './rect';
import { textExtent } from './text-height';
import { textWidth, type TextFace } from './text-width';
import { measureWords, type MeasuredLine, wrapWords } from './wrap';

/** A line of fitted text: `x` is its left edge, `y` its baseline. */
export interface FittedLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export type TextAlign = 'left' | 'center' | 'right';

export interface FittedText {
  readonly fontSize: number;
  readonly lines: readonly FittedLine[];
}

/** The gap between the lowest point of a line and the highest point of the next, in em. */
const LINE_GAP = 0.16;
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;

interface Block {
  readonly lines: readonly MeasuredLine[];
  readonly ascent: number;
  readonly leading: number;
  /** In em. */
  readonly width: number;
  readonly height: number;
}

/** A width and a height; in em for a text. */
export interface TextRoom {
  readonly width: number;
  readonly height: number;
}

function block(lines: readonly MeasuredLine[]): Block {
  const { ascent, descent } = textExtent(lines.map((line) => line.text));
  const leading = ascent + descent + LINE_GAP;
  return {
    lines,
    ascent,
    leading,
    width: Math.max(...lines.map((line) => line.width), 0),
    height: ascent + descent + (lines.length - 1) * leading,
  };
}

/** The largest font size at which a text with these dimensions fits a box of this size. */
export function sizeIn(box: TextRoom, content: TextRoom): number {
  const byHeight = box.height / content.height;
  return content.width > 0 ? Math.min(byHeight, box.width / content.width) : byHeight;
}

function ownLines(text: string, face: TextFace): Block {
  return block(text.split(LINE_BREAK).map((line) => ({ text: line, width: textWidth(line, face) })));
}

/** The dimensions of a text with only its own line breaks, in em. */
export function roomOf(text: string, face: TextFace): TextRoom {
  return ownLines(text, face);
}

/** Breaks lines at spaces, too, to make the font as large as possible. */
function wrapped(text: string, box: Rect, face: TextFace, unwrapped: Block): Block {
  const paragraphs = text.split(LINE_BREAK).map((line) => measureWords(line, face));
  let best = unwrapped;
  let low = sizeIn(box, unwrapped);
  // Words are not broken: the longest one limits the size.
  const longest = paragraphs.flat().reduce((width, word) => Math.max(width, word.width), 0.01);
  let high = Math.min(box.height, box.width / longest);
  for (let step = 0; step < 12 && high > low * 1.02; step++) {
    const size = Math.sqrt(low * high);
    const lines = paragraphs.flatMap((words) => {
      const broken = wrapWords(words, box.width / size);
      return broken.length === 0 ? [{ text: '', width: 0 }] : broken;
    });
    const candidate = block(lines);
    if (sizeIn(box, candidate) >= size) {
      best = candidate;
      low = size;
    } else {
      high = size;
    }
  }
  return best;
}

/**
 * Makes a text as large as its box allows, in the middle of the box: each of its own lines fits the width, and all
 * lines fit the height. Only if that would be smaller than `legible` (in the box's unit), lines are also broken at
 * spaces.
 */
export function fitText(
  text: string,
  box: Rect,
  face: TextFace,
  align: TextAlign,
  legible: number,
): FittedText {
  if (text.trim() === '' || box.width <= 0 || box.height <= 0) return { fontSize: 0, lines: [] };
  let content = ownLines(text, face);
  if (sizeIn(box, content) < legible) content = wrapped(text, box, face, content);
  const fontSize = sizeIn(box, content);
  const top = box.y + (box.height - content.height * fontSize) / 2;
  const indent = { left: 0, center: 0.5, right: 1 }[align];
  const lines = content.lines.map((line, index) => ({
    text: line.text,
    width: line.width * fontSize,
    x: box.x + (box.width - line.width * fontSize) * indent,
    y: top + (content.ascent + index * content.leading) * fontSize,
  }));
  return { fontSize, lines };
}

/** The rectangles that the lines of a text cover. */
export function inkOf({ fontSize, lines }: FittedText): Rect[] {
  return lines
    .filter((line) => line.width > 0)
    .map((line) => ({ x: line.x, y: line.y - 0.76 * fontSize, width: line.width, height: 0.9 * fontSize }));
}
