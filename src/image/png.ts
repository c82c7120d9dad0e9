import type { Input } from './input';
import type { Visitor, Walk } from './part';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const NAME = /^[A-Za-z]{4}$/;

/** Walks through a PNG, animated or not, whatever the order of its chunks. Checksums are not verified. */
export function* walkPng(input: Input, visitor: Visitor): Walk {
  input.skip(PNG_SIGNATURE.length);
  let hasHeader = false;
  let hasPixels = false;
  for (;;) {
    while (!input.has(8)) yield;
    const length = input.uint32(0);
    const type = input.fourCharacters(4);
    if (!NAME.test(type)) return false;
    if (type === 'IHDR' && !hasHeader) {
      if (length < 8) return false;
      while (!input.has(16)) yield;
      const [width, height] = [input.uint32(8), input.uint32(12)];
      if (width === 0 || height === 0) return false;
      visitor.size(width, height);
      hasHeader = true;
    }
    if (type === 'IDAT') hasPixels = true;
    const start = input.position;
    const end = start + 12 + length;
    visitor.part({ type, start, end, dataStart: start + 8, dataEnd: end - 4 });
    input.skip(12 + length);
    if (type === 'IEND') {
      while (!input.has(0)) yield;
      return hasHeader && hasPixels;
    }
  }
}
