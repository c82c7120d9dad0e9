import type { Input } from './input';
import type { Visitor, Walk } from './part';

/** The markers of segments that matter here. */
export const MARKER = { app0: 0xe0, app1: 0xe1, app2: 0xe2 } as const;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DNL = 0xdc;

/** The name of a JPEG part: its marker in two hexadecimal digits. */
export function nameOfMarker(marker: number): string {
  return marker.toString(16);
}

/** Whether a byte after 0xFF is a marker. Within pixels it may be zero, a restart marker or a fill byte. */
function isMarker(byte: number): boolean {
  return byte >= 0xc0 && byte !== 0xff && (byte < 0xd0 || byte > 0xd7);
}

/**
 * Whether a marker begins a frame: C0 to CF, without the tables of Huffman and arithmetic codes, and a reserved one.
 */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/**
 * Walks through a JPEG. As decoders do, it skips everything between two segments that is not a marker, including the
 * pixels. A picture inside a segment, such as a thumbnail in Exif, is skipped with it.
 */
export function* walkJpeg(input: Input, visitor: Visitor): Walk {
  input.skip(2);
  let width = 0;
  let height = 0;
  let hasPixels = false;
  for (;;) {
    while (!input.find(0xff) || !input.has(2)) yield;
    const marker = input.uint8(1);
    if (marker === 0xff) {
      // There may be any number of fill bytes.
      while (input.has(2) && input.uint8(1) === 0xff) input.skip(1);
      continue;
    }
    if (!isMarker(marker)) {
      input.skip(2);
      continue;
    }
    const start = input.position;
    const type = nameOfMarker(marker);
    if (marker === EOI) {
      visitor.part({ type, start, end: start + 2, dataStart: start + 2, dataEnd: start + 2 });
      return hasPixels && width > 0 && height > 0;
    }
    // A new image begins inside this one: this one is incomplete.
    if (marker === SOI) return false;
    while (!input.has(4)) yield;
    const length = input.uint16(2);
    if (length < 2) return false;
    const end = start + 2 + length;
    if (isFrame(marker) && width === 0) {
      if (length < 8) return false;
      while (!input.has(9)) yield;
      [height, width] = [input.uint16(5), input.uint16(7)];
    }
    // A frame may leave its height to a segment after the first scan.
    if (marker === DNL && height === 0) {
      while (!input.has(6)) yield;
      height = input.uint16(4);
    }
    if (width > 0 && height > 0) visitor.size(width, height);
    if (marker === SOS) hasPixels = width > 0;
    visitor.part({ type, start, end, dataStart: start + 4, dataEnd: end });
    input.skip(2 + length);
  }
}
