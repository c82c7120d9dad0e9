import type { Part } from '../image/part';
import { charge, type Budget } from './budget';
import { lenientText } from './bytes';
import type { ImageFile } from './image-file';
import { salvageOrigin } from './origin-xmp';
import { type Description, readPacket } from './xmp';

/** A piece of metadata in a file: an XMP packet with its extension, or a text. */
export interface Carrier {
  /** The parts of the file that contain it. */
  readonly parts: readonly Part[];
  /** The descriptions in its XMP. */
  readonly descriptions: readonly Description[];
  /** An origin as plain text, for formats that can hold one. */
  readonly text: string | undefined;
  /** Whether all of it could be parsed, so that it can be rewritten. Otherwise it stays as it is, byte for byte. */
  readonly isReadable: boolean;
}

/** The metadata to write into a file. */
export interface NewMetadata {
  readonly descriptions: readonly Description[];
  readonly text: string;
}

/** How one image format stores metadata. */
export interface MetadataFormat {
  /** All metadata that may be ours, or belongs with it, in the order of the file. */
  read(file: ImageFile): Promise<readonly Carrier[]>;
  /**
   * A copy of the file with this metadata and without the replaced parts; everything else is kept, byte for byte.
   * Undefined for a file that cannot hold it.
   */
  write(file: ImageFile, replaced: ReadonlySet<Part>, metadata: NewMetadata): Promise<Uint8Array | undefined>;
}

/** Parses the bytes of a packet. Without bytes, or beyond the budget, it is empty and not readable. */
export async function readCarrier(
  bytes: Uint8Array | undefined,
  budget: Budget,
): Promise<Omit<Carrier, 'parts'>> {
  if (!bytes || !charge(budget, bytes)) return { descriptions: [], text: undefined, isReadable: false };
  const text = lenientText(bytes);
  const packet = await readPacket(text, budget);
  return { ...packet, text: packet.isReadable ? undefined : salvageOrigin(text) };
}
