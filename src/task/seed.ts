/**
 * The seed of an image. The service's go up to 9223372036854775807, which is more than a number can tell apart: it is a
 * number where that holds every digit, and its digits as a text where it does not.
 */
export type Seed = number | string;

/** A 64-bit number, signed or unsigned. */
const DIGITS = /^-?\d{1,20}$/;

/** Reads a seed as a service may write it, quoted too; null for anything else. */
export function readSeed(value: unknown): Seed | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !DIGITS.test(value)) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value).toString();
}

/** Whether a value is a seed as we write it down. */
export function isSeed(value: unknown): value is Seed {
  return value !== null && readSeed(value) === value;
}
