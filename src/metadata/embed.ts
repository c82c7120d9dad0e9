import { formatOf, type ImageFormat } from '../image/walk';
import type { Carrier, MetadataFormat } from './carrier';
import { openImage } from './image-file';
import { JPEG } from './jpeg';
import { EXTENSION_NOTE } from './jpeg-xmp';
import { type Origin, readOrigin, writeOrigin } from './origin';
import { ORIGIN_PROPERTY, originDescriptions, PROPERTIES } from './origin-xmp';
import { PNG } from './png';
import { WEBP } from './webp';
import { merged, propertyOf, withoutProperties } from './xmp';

const FORMATS: Readonly<Record<ImageFormat, MetadataFormat>> = { png: PNG, jpg: JPEG, webp: WEBP };

const REPLACED = new Set([...PROPERTIES, EXTENSION_NOTE]);

/** Whether a file is a PNG, JPEG or WEBP image, by its first bytes. */
export function isImage(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined;
}

/**
 * Puts an origin into an image file, replacing any that it had. Pixels and all other metadata are kept, byte for byte
 * or, within XMP, by meaning. XMP that cannot be parsed completely stays after ours. Resolves to undefined for an
 * incomplete file, another format, and an origin that cannot be stored.
 */
export async function embedOrigin(bytes: Uint8Array, origin: Origin): Promise<Uint8Array | undefined> {
  const file = await openImage(bytes);
  const text = writeOrigin(origin);
  if (!file?.isComplete || text === undefined) return undefined;
  const format = FORMATS[file.format];
  const readable = (await format.read(file)).filter(({ isReadable }) => isReadable);
  const kept = withoutProperties(merged(readable.map(({ descriptions }) => descriptions)), REPLACED);
  return format.write(file, new Set(readable.flatMap(({ parts }) => parts)), {
    descriptions: [...kept, ...originDescriptions(origin, text, kept)],
    text,
  });
}

function originIn({ descriptions, text }: Carrier): Origin | undefined {
  const json = propertyOf(descriptions, ORIGIN_PROPERTY) ?? text;
  return json === undefined ? undefined : readOrigin(json);
}

/**
 * Finds the origin in an image file, in any packet or text. Undefined when there is none, whatever else the file
 * contains.
 */
export async function extractOrigin(bytes: Uint8Array): Promise<Origin | undefined> {
  const file = await openImage(bytes);
  const carriers = file ? await FORMATS[file.format].read(file) : [];
  // A packet that could not be parsed completely may be older: it counts last.
  for (const isReadable of [true, false]) {
    for (const carrier of carriers) {
      const origin = carrier.isReadable === isReadable ? originIn(carrier) : undefined;
      if (origin) return origin;
    }
  }
  return undefined;
}
