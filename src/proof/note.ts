import type { ProofNode } from './node';

/** A note on the sheet: a heading and lines below it, measured in em of its own font size. */
export interface Note {
  readonly width: number;
  readonly height: number;
  /** The cost of choosing this form of the note, comparable to the cost of a spot. */
  readonly loss: number;
  /** Draws it with its top left corner at a point, at a font size in pixels. */
  draw(x: number, y: number, font: number): ProofNode[];
}
