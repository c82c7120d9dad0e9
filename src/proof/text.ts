import { textWidth } from '../layout/text-width';
import { type ProofNode, shape } from './node';
import type { Typeface } from '../layout/typeface';

const RTL =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const STRONG = /\p{L}/u;

/** Whether a line reads from right to left: its first letter decides, as in the Unicode bidirectional algorithm. */
function isRightToLeft(line: string): boolean {
  const letter = STRONG.exec(line)?.[0];
  return letter !== undefined && RTL.test(letter);
}

/** A line of text to draw, in pixels; `x` is its left edge, `y` its baseline. */
export interface TextLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly fontSize: number;
  readonly face: Typeface;
  readonly fill: string;
  /** Which point of the line stays fixed when a viewer's font has another width. */
  readonly align?: 'left' | 'center' | 'right';
}

/** A line with what a painter needs to draw it at its measured width, whatever the width of its own font. */
export interface MeasuredLine extends TextLine {
  readonly width: number;
  readonly rightToLeft: boolean;
}

/** Measures a line. */
export function measureLine(line: TextLine): MeasuredLine {
  const { text, face, fontSize } = line;
  return { ...line, width: textWidth(text, face) * fontSize, rightToLeft: isRightToLeft(text) };
}

/** One line of text as SVG. */
export function textLine(line: TextLine): ProofNode {
  const { text, face, fontSize, align = 'left', width, rightToLeft } = measureLine(line);
  const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
  const mirrored = { left: 'end', center: 'middle', right: 'start' }[align];
  return shape(
    'text',
    {
      x: line.x + width * { left: 0, center: 0.5, right: 1 }[align],
      y: line.y,
      'font-family': face.family,
      'font-size': fontSize,
      ...(face.weight === 400 ? {} : { 'font-weight': face.weight }),
      ...(face.style === 'normal' ? {} : { 'font-style': face.style }),
      ...(face.stretch === 'normal' ? {} : { 'font-stretch': face.stretch }),
      fill: line.fill,
      ...(align === 'left' && !rightToLeft ? {} : { 'text-anchor': rightToLeft ? mirrored : anchor }),
      ...(rightToLeft ? { direction: 'rtl', 'unicode-bidi': 'embed' } : {}),
      ...(/^\s|\s\s|\s$|[^\S ]/u.test(text) ? { 'xml:space': 'preserve' } : {}),
      ...(width >= 0.01 ? { textLength: width, lengthAdjust: 'spacingAndGlyphs' } : {}),
    },
    text,
  );
}
