/** What reading the metadata of one file may still cost, whatever the file says. What goes beyond that is left alone. */
export interface Budget {
  /** Bytes of XMP and texts, as they are once decompressed. */
  bytes: number;
  /** Tags, attributes, and texts between them. */
  nodes: number;
}

/** More packets and texts of one file are not looked at. */
export const MAX_CARRIERS = 64;

/** Far more than the largest origin takes, and than any program writes. */
const MAX_BYTES = 32 * 2 ** 20;
const MAX_NODES = 500_000;

/** The budget of a file. */
export function newBudget(): Budget {
  return { bytes: MAX_BYTES, nodes: MAX_NODES };
}

/** Takes the bytes of a packet or text from the budget; returns false where they are too many. */
export function affords(budget: Budget, bytes: Uint8Array): boolean {
  if (bytes.length > budget.bytes) return false;
  budget.bytes -= bytes.length;
  return true;
}
