/** The position of a value in a JSON document: member names and array indices from the root down. */
export type JsonPath = readonly (string | number)[];

/** Whether two paths lead to the same value. */
export function isSamePath(path: JsonPath, other: JsonPath): boolean {
  return path.length === other.length && path.every((segment, index) => segment === other[index]);
}

/** `compositional_deconstruction.elements[3].bbox`; names that are not identifiers are quoted: `["a b"]`. */
export function formatPath(path: JsonPath): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}

/**
 * Reads a JSON Pointer (RFC 6901) against the value it points into, which decides whether `3` is an index or a name.
 */
export function pointerToPath(pointer: string, root: unknown): JsonPath {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path.push(Number(name));
      value = (value as unknown[])[Number(name)];
    } else {
      path.push(name);
      value =
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
    }
  }
  return path;
}
