import { readable } from './color';
import type { Lettering } from './placed';
import type { TextLine } from './text';

/** The first of an element's colors that is readable on its background. */
export function letteringColor(palette: readonly string[], behind: string): string {
  return readable(palette, behind, 3);
}

/** The lines of a literal text in its box, for SVG and canvas alike. */
export function letteringLines({ face, align, fontSize, lines }: Lettering, fill: string): TextLine[] {
  return lines
    .filter(({ text }) => text !== '')
    .map(({ text, x, y }) => ({ text, x, y, fontSize, face, fill, align }));
}
