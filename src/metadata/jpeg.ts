import { MARKER, nameOfMarker } from '../image/jpeg';
import type { Part } from '../image/part';
import { concat, matchesAt, utf8 } from './bytes';
import type { MetadataFormat } from './carrier';
import { bytesBetween, dataOf, type ImageFile } from './image-file';
import { readXmp, writeXmp } from './jpeg-xmp';

const APP0 = nameOfMarker(MARKER.app0);
const APP1 = nameOfMarker(MARKER.app1);
const APP2 = nameOfMarker(MARKER.app2);

const EXIF = utf8('Exif\0');
const SEVERAL_PICTURES = utf8('MPF\0');

function startsWith(file: ImageFile, part: Part, signature: Uint8Array): boolean {
  return matchesAt(dataOf(file, part), 0, signature);
}

/** Whether a segment must come before XMP: JFIF's own segments, and Exif. */
function precedesXmp(file: ImageFile, part: Part): boolean {
  return part.type === APP0 || (part.type === APP1 && startsWith(file, part, EXIF));
}

/** Whether the file contains several pictures. It locates them by their distances, which must not change. */
function hasSeveralPictures(file: ImageFile): boolean {
  return file.parts.some((part) => part.type === APP2 && startsWith(file, part, SEVERAL_PICTURES));
}

/** JPEG stores XMP in application segments before the pixels. It cannot hold another text. */
export const JPEG: MetadataFormat = {
  read: readXmp,

  write(file, repositiond, { descriptions }) {
    const xmp = writeXmp(descriptions);
    if (!xmp || hasSeveralPictures(file)) return Promise.resolve(undefined);
    const kept = file.parts.filter((part) => !repositiond.has(part));
    const position = kept[kept.findIndex((part) => !precedesXmp(file, part)) - 1]?.end ?? 2;
    return Promise.resolve(
      concat([
        ...bytesBetween(file, 0, position, repositiond),
        ...xmp,
        ...bytesBetween(file, position, file.bytes.length, repositiond),
      ]),
    );
  },
};
