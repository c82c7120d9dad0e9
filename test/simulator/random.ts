import { createHash, randomInt } from 'node:crypto';

/** The largest seed the model takes. */
const MAX_SEED = 2 ** 31 - 1;

/** A 32-bit hash of a text (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

/** Generates seeds for images: always the same for the same start, random without one. */
export function seedSource(start: number | undefined): () => number {
  if (start === undefined) return () => randomInt(1, MAX_SEED);
  let count = 0;
  return () => (hash(`${start}:${count++}`) % (MAX_SEED - 1)) + 1;
}

/** A pseudo-random number from 0 to below 1, determined by the text; similar texts give unrelated numbers. */
export function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
