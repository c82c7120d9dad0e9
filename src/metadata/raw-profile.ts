import { holdsAt, utf8 } from './bytes';

/** Under which keywords ImageMagick and its relatives put XMP into a PNG. The second may hold Exif instead. */
export const RAW_PROFILES = ['Raw profile type xmp', 'Raw profile type APP1'];

/** What stands before XMP where it came from a segment of a JPEG. */
const SIGN = utf8('http://ns.adobe.com/xap/1.0/\0');
const EXIF = utf8('Exif\0');

/** A line break, the name of the profile, its length, and lines of hexadecimal digits. */
const HEADER = /^\s*([\w-]+)\s+(\d+)\s/;

/** The bytes that hexadecimal digits stand for, up to the first other sign; line ends and spaces are passed over. */
function bytesOfDigits(digits: Uint8Array): Uint8Array {
  const packed = Buffer.alloc(digits.length);
  let length = 0;
  for (const sign of digits) if (sign > 0x20) packed[length++] = sign;
  return Buffer.from(packed.toString('latin1', 0, length), 'hex');
}

/** The XMP packet in such a profile, as its bytes; undefined where there is none. */
export function packetInProfile(content: Uint8Array): Uint8Array | undefined {
  const head = String.fromCharCode(...content.subarray(0, 100));
  const [header, , length] = HEADER.exec(head) ?? [];
  if (header === undefined) return undefined;
  const bytes = bytesOfDigits(content.subarray(header.length));
  if (bytes.length !== Number(length) || holdsAt(bytes, 0, EXIF)) return undefined;
  return holdsAt(bytes, 0, SIGN) ? bytes.subarray(SIGN.length) : bytes;
}
