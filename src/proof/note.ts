import type { ProofNode } from './node';

/** A note on the sheet: a heading and lines under it, measured in em of its own font size. */
export interface Note {
  readonly width: number;
  readonly height: number;
  /** What is lost by choosing this form of the note, in the measure of a spot's cost. */
  readonly loss: number;
  /** Draws it with its top left corner at a point, at a font size in pixels. */
  draw(x: number, y: number, font: number): ProofNode[];
}
