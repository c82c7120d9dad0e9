/**
 * How much reading the metadata of one file may still cost, whatever the file contains. What exceeds it is not read.
 */
export interface Budget {
  /** Bytes of XMP and texts, decompressed. */
  bytes: number;
  /** Tags, attributes, and texts between tags. */
  nodes: number;
}

/** How many packets and texts of one file are read. */
export const MAX_CARRIERS = 64;

/** More than the largest origin takes, and than any program writes. */
const MAX_BYTES = 32 * 2 ** 20;
const MAX_NODES = 500_000;

/** Creates the budget of a file. */
export function newBudget(): Budget {
  return { bytes: MAX_BYTES, nodes: MAX_NODES };
}

/** Charges the bytes of a packet or text to the budget; returns false when it cannot afford them. */
export function charge(budget: Budget, bytes: Uint8Array): boolean {
  if (bytes.length > budget.bytes) return false;
  budget.bytes -= bytes.length;
  return true;
}
