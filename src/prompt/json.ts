/** A JSON object whose members are not yet known to be of any type. */
export type JsonObject = Record<string, unknown>;

/** Narrows to a plain JSON object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
