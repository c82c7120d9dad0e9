import type { Speed } from './types';

/** US dollars per image (source: the service's price list, 2026-06). */
export const PRICES: Readonly<Record<Speed, number>> = { TURBO: 0.03, DEFAULT: 0.06, QUALITY: 0.1 };

/** What this many images are expected to cost, in US dollars. */
export function estimate(speed: Speed, count: number): number {
  return roundMoney(PRICES[speed] * count);
}

/** Rounds to hundredths of a cent, since sums of decimal fractions are not exact. */
export function roundMoney(dollars: number): number {
  return Math.round(dollars * 10_000) / 10_000;
}

/** The sum of amounts in US dollars. */
export function sumMoney(amounts: readonly number[]): number {
  return roundMoney(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** The sum of the known costs, in US dollars; null if none is known. */
export function sumOfKnown(costs: readonly (number | null)[]): number | null {
  const known = costs.filter((cost) => cost !== null);
  return known.length === 0 ? null : sumMoney(known);
}

/** `0.30`, or more digits if a service charges fractions of a cent. */
export function formatMoney(dollars: number): string {
  const cents = dollars * 100;
  return Math.abs(cents - Math.round(cents)) < 1e-6 ? dollars.toFixed(2) : roundMoney(dollars).toString();
}
