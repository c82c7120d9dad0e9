import { concat, holdsAt, utf8 } from './bytes';
import type { ImageFormat } from './format';
import { MARKER, readSegments, type Segment } from './jpeg-segments';
import { isXmp, readXmp, writeXmp } from './jpeg-xmp';

const START = Uint8Array.of(0xff, MARKER.soi);
const EXIF = utf8('Exif\0');
const SEVERAL_PICTURES = utf8('MPF\0');

/** What XMP stands behind: JFIF's own segments, and Exif. */
function isFirst({ marker, data }: Segment): boolean {
  return marker === MARKER.app0 || (marker === MARKER.app1 && holdsAt(data, 0, EXIF));
}

/** A file with further pictures knows where they are by their distance, which must not change. */
function hasSeveralPictures(segments: readonly Segment[]): boolean {
  return segments.some(({ marker, data }) => marker === MARKER.app2 && holdsAt(data, 0, SEVERAL_PICTURES));
}

/** JPEG keeps its XMP in application segments before the pixels; there is no other place for text. */
export const JPEG: ImageFormat = {
  matches: (bytes) => holdsAt(bytes, 0, START) && bytes[2] === 0xff,

  read(bytes) {
    return { descriptions: readXmp(readSegments(bytes).segments), text: undefined };
  },

  write(bytes, { descriptions }) {
    const { segments, rest } = readSegments(bytes);
    const xmp = writeXmp(descriptions);
    if (!rest || !xmp || hasSeveralPictures(segments)) return undefined;
    const kept = segments.filter((segment) => !isXmp(segment));
    const place = kept.findIndex((segment) => !isFirst(segment));
    return concat([
      START,
      ...kept.slice(0, place).map(({ whole }) => whole),
      ...xmp,
      ...kept.slice(place).map(({ whole }) => whole),
      rest,
    ]);
  },
};
