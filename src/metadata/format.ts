import type { Part } from '../image/part';
import type { ImageFile } from './image-file';
import type { Description } from './xmp';

/** Metadata as it lies in a file: a packet of XMP with its extension, or a text. */
export interface Carrier {
  /** The parts of the file that it is in. */
  readonly parts: readonly Part[];
  /** What its XMP says. */
  readonly descriptions: readonly Description[];
  /** An origin as a text by itself, for formats that have a place for one. */
  readonly text: string | undefined;
  /** All of it could be read, so that it can be written anew. Anything else stays as it is, byte for byte. */
  readonly isReadable: boolean;
}

/** What is to be in a file. */
export interface NewMetadata {
  readonly descriptions: readonly Description[];
  readonly text: string;
}

/** How one image format keeps metadata. */
export interface MetadataFormat {
  /** All that is there and may be ours, or go together with it: in the order of the file. */
  read(file: ImageFile): Promise<readonly Carrier[]>;
  /**
   * The same file with this metadata, and without some parts; all else is kept, byte for byte. Undefined for a file that
   * cannot take it.
   */
  write(file: ImageFile, replaced: ReadonlySet<Part>, metadata: NewMetadata): Promise<Uint8Array | undefined>;
}
