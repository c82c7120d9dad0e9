import { bigEndian32, concat, holdsAt, textOf, utf8, viewOf } from './bytes';
import { makeSegment, MARKER, type Segment } from './jpeg-segments';
import { md5 } from './md5';
import { describe, type Description, propertyOf, readDescriptions, writeExtension, writePacket } from './xmp';

const PACKET = utf8('http://ns.adobe.com/xap/1.0/\0');
const EXTENSION = utf8('http://ns.adobe.com/xmp/extension/\0');

/** What a segment takes of a packet, and what it is given of an extension: both as XMP prescribes. */
const MAX_PACKET = 65_502;
const MAX_PART = 65_400;

const NOTE = { prefix: 'xmpNote', uri: 'http://ns.adobe.com/xmp/note/' };
const HAS_EXTENSION = 'HasExtendedXMP';
const DIGITS = 32;

/** The property of a packet that names its extension. It belongs to the file: what is written anew must not keep it. */
export const EXTENSION_NOTE = NOTE.uri + HAS_EXTENSION;

function startsWith({ marker, data }: Segment, sign: Uint8Array): boolean {
  return marker === MARKER.app1 && holdsAt(data, 0, sign);
}

export function isXmp(segment: Segment): boolean {
  return startsWith(segment, PACKET) || startsWith(segment, EXTENSION);
}

/** Puts the parts of an extension together; undefined where one is missing. */
function readExtension(segments: readonly Segment[], name: string): string | undefined {
  const head = concat([EXTENSION, utf8(name)]);
  const parts = segments.filter((segment) => startsWith(segment, head)).map(({ data }) => data);
  const sorted = parts
    .filter((data) => data.length >= head.length + 8)
    .map((data) => ({
      total: viewOf(data).getUint32(head.length),
      offset: viewOf(data).getUint32(head.length + 4),
      content: data.subarray(head.length + 8),
    }))
    .sort((a, b) => a.offset - b.offset);
  const whole = concat(sorted.map(({ content }) => content));
  let at = 0;
  for (const { total, offset, content } of sorted) {
    if (offset !== at || total !== whole.length) return undefined;
    at += content.length;
  }
  return textOf(whole);
}

/** What the XMP of a JPEG says: its packet, and the extension that it names. */
export function readXmp(segments: readonly Segment[]): readonly Description[] {
  const packet = segments.find((segment) => startsWith(segment, PACKET));
  const descriptions = readDescriptions((packet && textOf(packet.data.subarray(PACKET.length))) ?? '');
  const name = propertyOf(descriptions, EXTENSION_NOTE);
  const extension = name?.length === DIGITS ? readExtension(segments, name) : undefined;
  return [...descriptions, ...(extension === undefined ? [] : readDescriptions(extension))];
}

/** Says in a packet which extension it has. */
function noteOf(name: string, descriptions: readonly Description[]): Description {
  return describe(NOTE, { [HAS_EXTENSION]: [name] }, descriptions);
}

function sizeOf(descriptions: readonly Description[]): number {
  return utf8(writePacket(descriptions)).length;
}

/** Which descriptions have to go into an extension: the largest, until a packet can hold the others. */
function outsourced(descriptions: readonly Description[]): ReadonlySet<Description> {
  const bare = sizeOf([]);
  const sizes = descriptions
    .map((description) => ({ description, size: sizeOf([description]) - bare }))
    .sort((a, b) => b.size - a.size);
  const note = noteOf('0'.repeat(DIGITS), descriptions);
  let total = sizes.reduce((sum, { size }) => sum + size, sizeOf([note]));
  const out = new Set<Description>();
  for (const { description, size } of sizes) {
    if (total <= MAX_PACKET) break;
    out.add(description);
    total -= size;
  }
  return out;
}

function writeParts(name: string, extension: Uint8Array): readonly Uint8Array[] {
  const [head, total] = [utf8(name), bigEndian32(extension.length)];
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < extension.length; offset += MAX_PART) {
    const part = extension.subarray(offset, offset + MAX_PART);
    parts.push(makeSegment(MARKER.app1, EXTENSION, head, total, bigEndian32(offset), part));
  }
  return parts;
}

/** The segments that hold these descriptions: one, or with an extension as many as it takes. Undefined where none can. */
export function writeXmp(descriptions: readonly Description[]): readonly Uint8Array[] | undefined {
  const whole = utf8(writePacket(descriptions));
  if (whole.length <= MAX_PACKET) return [makeSegment(MARKER.app1, PACKET, whole)];
  const out = outsourced(descriptions);
  const extension = utf8(writeExtension(descriptions.filter((item) => out.has(item))));
  const name = md5(extension);
  const inPacket = descriptions.filter((item) => !out.has(item));
  const packet = utf8(writePacket([...inPacket, noteOf(name, descriptions)]));
  if (packet.length > MAX_PACKET) return undefined;
  return [makeSegment(MARKER.app1, PACKET, packet), ...writeParts(name, extension)];
}
