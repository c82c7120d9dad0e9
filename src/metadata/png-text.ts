import { promisify } from 'node:util';
import { inflate as inflateBytes } from 'node:zlib';
import type { Part } from '../image/part';
import type { Budget } from './budget';
import { matchesAt, utf8 } from './bytes';
import { dataOf, type ImageFile } from './image-file';

const inflateAsync = promisify(inflateBytes);

/**
 * Decompresses zlib data (RFC 1950) off the main thread. Undefined for data that is invalid, incomplete, or expands
 * to more than the budget allows. Such an attempt costs half of the budget, which bounds the work of all attempts.
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

/**
 * The content of a text chunk after its keyword, decompressed. There are three kinds of text chunks, and other
 * programs write XMP into any of them.
 */
export async function contentOf(
  file: ImageFile,
  chunk: Part,
  keyword: string,
  budget: Budget,
): Promise<Uint8Array | undefined> {
  const content = dataOf(file, chunk).subarray(keyword.length + 1);
  if (chunk.type === 'tEXt') return content;
  if (chunk.type === 'zTXt') return inflate(content.subarray(1), budget);
  const language = content.indexOf(0, 2);
  const translated = content.indexOf(0, language + 1);
  if (language < 0 || translated < 0) return undefined;
  const text = content.subarray(translated + 1);
  return content[0] === 0 ? text : inflate(text, budget);
}

/** The keywords under which ImageMagick and its relatives put XMP into a PNG. The second may hold Exif instead. */
export const RAW_PROFILES = ['Raw profile type xmp', 'Raw profile type APP1'];

/** The signature before XMP that was copied from a JPEG segment. */
const XMP_SIGNATURE = utf8('http://ns.adobe.com/xap/1.0/\0');
const EXIF = utf8('Exif\0');

/** A line break, the name of the profile, its length, and lines of hexadecimal digits. */
const HEADER = /^\s*([\w-]+)\s+(\d+)\s/;

/** Decodes hexadecimal digits up to the first other character. Line ends and spaces are skipped. */
function decodeHex(digits: Uint8Array): Uint8Array {
  const packed = Buffer.alloc(digits.length);
  let length = 0;
  for (const byte of digits) if (byte > 0x20) packed[length++] = byte;
  return Buffer.from(packed.toString('latin1', 0, length), 'hex');
}

/** The bytes of the XMP packet in such a profile; undefined when it contains none. */
export function packetInProfile(content: Uint8Array): Uint8Array | undefined {
  const head = String.fromCharCode(...content.subarray(0, 100));
  const [header, , length] = HEADER.exec(head) ?? [];
  if (header === undefined) return undefined;
  const bytes = decodeHex(content.subarray(header.length));
  if (bytes.length !== Number(length) || matchesAt(bytes, 0, EXIF)) return undefined;
  return matchesAt(bytes, 0, XMP_SIGNATURE) ? bytes.subarray(XMP_SIGNATURE.length) : bytes;
}
