import type { Input } from './input';
import type { Visitor, Walk } from './part';

/** `RIFF`, the length of what follows it, `WEBP`. */
export const RIFF_HEADER = 12;

/** The start code of a lossy key frame, which follows a tag of three bytes; and the signature of a lossless image. */
const KEY_FRAME = 0x9d012a;
const LOSSLESS = 0x2f;

/** The chunks that hold pixels. */
const PIXELS = ['VP8 ', 'VP8L', 'ANMF'];

/** How many bytes of a chunk are needed to read the size of the image. */
const HEADERS: Readonly<Record<string, number>> = { VP8X: 10, 'VP8 ': 10, VP8L: 5 };

function low24(input: Input, offset: number): number {
  return input.uint16(offset, true) | (input.uint8(offset + 2) << 16);
}

/** Reads the size from a chunk whose name is at the input's position; undefined when its start code is wrong. */
function sizeIn(type: string, input: Input): readonly [number, number] | undefined {
  if (type === 'VP8X') return [low24(input, 12) + 1, low24(input, 15) + 1];
  if (type === 'VP8L') {
    const bits = input.uint32(9, true);
    return input.uint8(8) === LOSSLESS ? [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1] : undefined;
  }
  if ((input.uint32(10) & 0xffffff) !== KEY_FRAME) return undefined;
  return [input.uint16(14, true) & 0x3fff, input.uint16(16, true) & 0x3fff];
}

/**
 * Walks through a WEBP up to the length in its header. The last chunk may lack its padding, if that length does not
 * include it.
 */
export function* walkWebp(input: Input, visitor: Visitor): Walk {
  while (!input.has(RIFF_HEADER)) yield;
  const fileEnd = 8 + input.uint32(4, true);
  input.skip(RIFF_HEADER);
  let hasSize = false;
  let hasPixels = false;
  while (input.position + 8 <= fileEnd) {
    while (!input.has(8)) yield;
    const start = input.position;
    const type = input.fourCharacters(0);
    const length = input.uint32(4, true);
    const dataEnd = start + 8 + length;
    if (dataEnd > fileEnd) return false;
    const needed = HEADERS[type];
    if (needed !== undefined && length >= needed && !hasSize) {
      while (!input.has(8 + needed)) yield;
      const [width, height] = sizeIn(type, input) ?? [0, 0];
      if (width === 0 || height === 0) return false;
      visitor.size(width, height);
      hasSize = true;
    }
    if (PIXELS.includes(type)) hasPixels = true;
    const end = Math.min(dataEnd + (length % 2), fileEnd);
    visitor.part({ type, start, end, dataStart: start + 8, dataEnd });
    input.skip(end - start);
  }
  input.skip(Math.max(0, fileEnd - input.position));
  while (!input.has(0)) yield;
  return hasSize && hasPixels;
}
