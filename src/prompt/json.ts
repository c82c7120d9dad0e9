/** A JSON object whose members have not been checked for their types. */
export type JsonObject = Record<string, unknown>;

/** Narrows to a plain JSON object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deeply objects and arrays may be nested: deeper than any prompt, and shallow enough for any recursion. */
export const MAX_DEPTH = 100;

/** Whether a value nests objects and arrays more deeply than this limit. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  // Level by level rather than recursively, since a value that is too deep would exhaust the stack.
  for (let depth = 0; depth <= levels; depth++) {
    const containers = level.filter((item) => typeof item === 'object' && item !== null);
    if (containers.length === 0) return false;
    if (depth === levels) return true;
    level = [];
    for (const container of containers) for (const member of Object.values(container)) level.push(member);
  }
  return true;
}
