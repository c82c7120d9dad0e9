import type { Input } from './input';

/** A segment of a JPEG, or a chunk of a PNG or WEBP, by its offsets in the file. */
export interface Part {
  /** The name of a chunk; the marker of a segment, such as `e1`. */
  readonly type: string;
  /** From the first byte to after the last one, including lengths, checksums and padding. */
  readonly start: number;
  readonly end: number;
  /** The content of the part. */
  readonly dataStart: number;
  readonly dataEnd: number;
}

/** Receives what a walk finds. */
export interface Visitor {
  part(part: Part): void;
  /** Width and height in pixels. Only the first call counts. */
  size(width: number, height: number): void;
}

/**
 * A walk from part to part through a file that arrives in pieces. It yields when it needs another piece. At the end
 * of the image it returns: true if the image is complete, false if the file is malformed. In an incomplete file it
 * never returns.
 */
export type Walk = Generator<undefined, boolean, undefined>;

/** Walks through the files of one format, from their first byte on. */
export type Walker = (input: Input, visitor: Visitor) => Walk;
