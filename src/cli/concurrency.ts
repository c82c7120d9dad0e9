import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../run/drive/concurrency';
import { UsageError } from './usage';

/** Reads the value of `--concurrency`. */
export function readConcurrency(text: string | undefined): number {
  if (text === undefined) return DEFAULT_CONCURRENCY;
  const concurrency = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (concurrency >= 1 && concurrency <= MAX_CONCURRENCY) return concurrency;
  throw new UsageError(
    `--concurrency ${text} is not possible. Use a whole number from 1 to ${MAX_CONCURRENCY}.`,
  );
}
