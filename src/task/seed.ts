/**
 * The seed of an image. The service's seeds go up to 9223372036854775807, which is more than a number can represent exactly:
 * a seed is a number if that preserves every digit, and otherwise a string of its digits.
 */
export type Seed = number | string;

/** A 64-bit number, signed or unsigned. */
const DIGITS = /^-?\d{1,20}$/;

/** Reads a seed as a service may write it, possibly quoted; null for anything else. */
export function readSeed(value: unknown): Seed | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !DIGITS.test(value)) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value).toString();
}

/** Whether a value is a seed in the form in which we record it. */
export function isSeed(value: unknown): value is Seed {
  return value !== null && readSeed(value) === value;
}
