import { createHash, randomInt } from 'node:crypto';

/** The largest seed the model takes. */
const MAX_SEED = 2 ** 31 - 1;

/** A 32-bit number of a text (FNV-1a): the same for the same text, and unlike for unlike ones. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

/** Draws seeds for images: the same ones in the same order for the same start, any where there is none. */
export function seedSource(start: number | undefined): () => number {
  if (start === undefined) return () => randomInt(1, MAX_SEED);
  let count = 0;
  return () => (hash(`${start}:${count++}`) % (MAX_SEED - 1)) + 1;
}

/** A number from 0 to below 1 that the text alone decides; texts that are alike give numbers that are not. */
export function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
