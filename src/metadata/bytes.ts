const encoder = new TextEncoder();

/** Encodes a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Decodes UTF-8, keeping a byte order mark; undefined for invalid bytes. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Sequences of UTF-8 in a string with one character for each byte. */
const UTF8_RUN =
  /(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3})+/g;

/** The longest text that is decoded byte by byte. */
const MAX_LENIENT = 256 * 1024;

/**
 * Decodes bytes that are mostly UTF-8. Invalid ones are decoded as Latin-1, where they mostly come from; in a very
 * long text they become replacement characters.
 */
export function lenientText(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text !== undefined) return text;
  if (bytes.length > MAX_LENIENT) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(UTF8_RUN, (run) => Buffer.from(run, 'latin1').toString('utf8'));
}

/** Concatenates arrays. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether an array contains these bytes at a position. */
export function matchesAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

/** A view that reads and writes numbers in an array. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Encodes an unsigned number in four bytes, the most significant first. */
export function bigEndian32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}
