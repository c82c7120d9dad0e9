import { promisify } from 'node:util';
import { inflate as inflateBytes } from 'node:zlib';
import type { Budget } from './budget';

const inflateAsync = promisify(inflateBytes);

/**
 * Decompresses zlib data (RFC 1950) apart from the main loop; undefined for what is none, is torn, or is more than the budget
 * has: a few bytes may stand for many. Such an attempt costs half of the budget, which bounds the work of all of them.
 */
export async function inflate(bytes: Uint8Array, budget: Budget): Promise<Uint8Array | undefined> {
  if (budget.bytes < 1) return undefined;
  try {
    return await inflateAsync(bytes, { maxOutputLength: budget.bytes });
  } catch {
    budget.bytes = Math.floor(budget.bytes / 2);
    return undefined;
  }
}
