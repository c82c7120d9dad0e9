import type { Input } from './input';

/** A segment of a JPEG, or a chunk of a PNG or WEBP, by its places in the file. */
export interface Part {
  /** The name of a chunk; the marker of a segment, such as `e1`. */
  readonly type: string;
  /** From the first byte to behind the last one, lengths, checksums and padding included. */
  readonly start: number;
  readonly end: number;
  /** What the part holds. */
  readonly dataStart: number;
  readonly dataEnd: number;
}

/** What a walk tells on its way. */
export interface Visitor {
  part(part: Part): void;
  /** Width and height in pixels. The first ones that are told count. */
  size(width: number, height: number): void;
}

/**
 * A walk from part to part through a file that comes in pieces. It yields where it needs another piece. It returns at the
 * end of the image: true where the image is whole, false where the file is malformed. In a torn file it never returns.
 */
export type Walk = Generator<undefined, boolean, undefined>;

/** How the files of one format are walked through, from their first byte on. */
export type Walker = (input: Input, visitor: Visitor) => Walk;
