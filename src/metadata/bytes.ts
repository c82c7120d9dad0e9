const encoder = new TextEncoder();

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes, a byte order mark included; undefined where they are none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Runs of characters in UTF-8, where each byte is a character. */
const UTF8_RUN =
  /(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3})+/g;

/** The longest text whose characters are looked at one by one. */
const MAX_LENIENT = 256 * 1024;

/**
 * The text of bytes that are UTF-8 for the most part. Others are taken for Latin-1, which is what they mostly come from; in a
 * very long text a sign stands in their place.
 */
export function lenientText(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text !== undefined) return text;
  if (bytes.length > MAX_LENIENT) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const signs = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return signs.replace(UTF8_RUN, (run) => Buffer.from(run, 'latin1').toString('utf8'));
}

/** One array after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whether an array goes on with these bytes at a place. */
export function holdsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

/** Reads and writes numbers in an array, at places within it. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Four bytes of an unsigned number, the highest first. */
export function bigEndian32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}
