import { MARKER, nameOfMarker } from '../image/jpeg';
import type { Part } from '../image/part';
import { concat, holdsAt, utf8 } from './bytes';
import type { MetadataFormat } from './format';
import { bytesBetween, dataOf, type ImageFile } from './image-file';
import { readXmp, writeXmp } from './jpeg-xmp';

const APP0 = nameOfMarker(MARKER.app0);
const APP1 = nameOfMarker(MARKER.app1);
const APP2 = nameOfMarker(MARKER.app2);

const EXIF = utf8('Exif\0');
const SEVERAL_PICTURES = utf8('MPF\0');

function holds(file: ImageFile, part: Part, sign: Uint8Array): boolean {
  return holdsAt(dataOf(file, part), 0, sign);
}

/** What XMP stands behind: JFIF's own segments, and Exif. */
function isFirst(file: ImageFile, part: Part): boolean {
  return part.type === APP0 || (part.type === APP1 && holds(file, part, EXIF));
}

/** A file with further pictures knows where they are by their distance, which must not change. */
function hasSeveralPictures(file: ImageFile): boolean {
  return file.parts.some((part) => part.type === APP2 && holds(file, part, SEVERAL_PICTURES));
}

/** JPEG keeps its XMP in application segments before the pixels; there is no other place for text. */
export const JPEG: MetadataFormat = {
  read: readXmp,

  write(file, replaced, { descriptions }) {
    const xmp = writeXmp(descriptions);
    if (!xmp || hasSeveralPictures(file)) return Promise.resolve(undefined);
    const kept = file.parts.filter((part) => !replaced.has(part));
    const place = kept[kept.findIndex((part) => !isFirst(file, part)) - 1]?.end ?? 2;
    return Promise.resolve(
      concat([
        ...bytesBetween(file, 0, place, replaced),
        ...xmp,
        ...bytesBetween(file, place, file.bytes.length, replaced),
      ]),
    );
  },
};
