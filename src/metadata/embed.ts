import type { ImageFormat } from './format';
import { JPEG } from './jpeg';
import { EXTENSION_NOTE } from './jpeg-xmp';
import { type Origin, readOrigin, writeOrigin } from './origin';
import { ORIGIN_PROPERTY, originDescriptions, PROPERTIES } from './origin-xmp';
import { PNG } from './png';
import { WEBP } from './webp';
import { propertyOf, withoutProperties } from './xmp';

const FORMATS: readonly ImageFormat[] = [PNG, JPEG, WEBP];

const REPLACED = new Set([...PROPERTIES, EXTENSION_NOTE]);

function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  return FORMATS.find((format) => format.matches(bytes));
}

/** Whether a file is a PNG, JPEG or WEBP image, by how it begins. */
export function isImage(bytes: Uint8Array): boolean {
  return formatOf(bytes) !== undefined;
}

/**
 * An image file with its origin in it, in place of any that it had; pixels and all other metadata are as they were, byte for
 * byte or, within XMP, by meaning. XMP that cannot be read is replaced. Returns undefined for a file that is torn or none
 * of these formats, and for an origin that cannot be carried.
 */
export function embedOrigin(bytes: Uint8Array, origin: Origin): Uint8Array | undefined {
  const format = formatOf(bytes);
  const json = writeOrigin(origin);
  if (!format || json === undefined) return undefined;
  const kept = withoutProperties(format.read(bytes).descriptions, REPLACED);
  return format.write(bytes, {
    descriptions: [...kept, ...originDescriptions(origin, json, kept)],
    text: json,
  });
}

/** The origin that an image file carries. Undefined where there is none; what the file says otherwise does not matter. */
export function extractOrigin(bytes: Uint8Array): Origin | undefined {
  const { descriptions, text } = formatOf(bytes)?.read(bytes) ?? { descriptions: [], text: undefined };
  for (const json of [propertyOf(descriptions, ORIGIN_PROPERTY), text]) {
    const origin = json === undefined ? undefined : readOrigin(json);
    if (origin) return origin;
  }
  return undefined;
}
