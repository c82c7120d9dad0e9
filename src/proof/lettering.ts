import { readable } from './color';
import type { ProofNode } from './node';
import type { Lettering } from './placed';
import { textLine } from './text';

/** The first of an element's colours that can be read on what is behind it. */
export function letteringColor(palette: readonly string[], behind: string): string {
  return readable(palette, behind, 3);
}

/** The literal words of a text, set in its box. */
export function drawWords({ face, align, fontSize, lines }: Lettering, fill: string): ProofNode[] {
  return lines
    .filter((line) => line.text !== '')
    .map((line) => textLine({ text: line.text, x: line.x, y: line.y, fontSize, face, fill, align }));
}
