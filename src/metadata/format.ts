import type { Description } from './xmp';

/** The metadata that an image holds, as far as it is ours to read. */
export interface Metadata {
  /** What its XMP says, extensions included. */
  readonly descriptions: readonly Description[];
  /** The same origin in a text chunk, for formats that have one. */
  readonly text: string | undefined;
}

/** How one image format keeps metadata. */
export interface ImageFormat {
  /** Whether a file is of this format, by how it begins. */
  matches(bytes: Uint8Array): boolean;
  /** Reads what is there, as far as the file is whole. */
  read(bytes: Uint8Array): Metadata;
  /**
   * The same file with this metadata in place of what `read` finds there; all else is kept, byte for byte. Returns
   * undefined for a file that is torn or that cannot take it.
   */
  write(bytes: Uint8Array, metadata: Metadata): Uint8Array | undefined;
}
