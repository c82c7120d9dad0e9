import { formatOf, type ImageFormat } from '../image/walk';
import type { Carrier, MetadataFormat } from './format';
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

/** Whether a file is a PNG, JPEG or WEBP image, by how it begins. */
export function isImage(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined;
}

/**
 * An image file with its origin in it, in place of any that it had; pixels and all other metadata are as they were, byte for
 * byte or, within XMP, by meaning. XMP that cannot be read as a whole stays behind ours. Resolves to undefined for a file
 * that is torn or none of these formats, and for an origin that cannot be carried.
 */
export async function embedOrigin(bytes: Uint8Array, origin: Origin): Promise<Uint8Array | undefined> {
  const file = await openImage(bytes);
  const text = writeOrigin(origin);
  if (!file?.isWhole || text === undefined) return undefined;
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
 * The origin that an image file carries, in whichever packet or text it is. Undefined where there is none; what the file
 * says otherwise does not matter.
 */
export async function extractOrigin(bytes: Uint8Array): Promise<Origin | undefined> {
  const file = await openImage(bytes);
  const carriers = file ? await FORMATS[file.format].read(file) : [];
  // What could not be read as a whole may be a leftover of an earlier time.
  for (const isReadable of [true, false]) {
    for (const carrier of carriers) {
      const origin = carrier.isReadable === isReadable ? originIn(carrier) : undefined;
      if (origin) return origin;
    }
  }
  return undefined;
}
