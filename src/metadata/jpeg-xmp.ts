import { createHash } from 'node:crypto';
import { MARKER } from '../image/jpeg';
import type { Part } from '../image/part';
import { type Budget, MAX_CARRIERS, newBudget } from './budget';
import { bigEndian32, concat, utf8, viewOf } from './bytes';
import type { Carrier } from './format';
import { dataOf, type ImageFile } from './image-file';
import { EXTENSION, type ExtensionPart, Extensions, NAME_LENGTH, segmentsWith } from './jpeg-extensions';
import { readCarrier } from './packet';
import { describe, type Description, propertyOf, writeExtension, writePacket } from './xmp';

const PACKET = utf8('http://ns.adobe.com/xap/1.0/\0');

/** What a segment takes of a packet, and what it is given of an extension: both as XMP prescribes. */
const MAX_PACKET = 65_502;
const MAX_PART = 65_400;

const NOTE = { prefix: 'xmpNote', uri: 'http://ns.adobe.com/xmp/note/' };
const HAS_EXTENSION = 'HasExtendedXMP';

/** The property of a packet that names its extension. It belongs to the file: what is written anew must not keep it. */
export const EXTENSION_NOTE = NOTE.uri + HAS_EXTENSION;

async function readExtension(parts: readonly ExtensionPart[], budget: Budget): Promise<Carrier> {
  const bytes = parts.length > 0 ? concat(parts.map(({ content }) => content)) : undefined;
  return { parts: parts.map(({ part }) => part), ...(await readCarrier(bytes, budget)) };
}

/** A packet, with the extension that it names. */
async function readWhole(
  file: ImageFile,
  part: Part,
  extensions: Extensions,
  budget: Budget,
): Promise<Carrier> {
  const packet = await readCarrier(dataOf(file, part).subarray(PACKET.length), budget);
  const name = propertyOf(packet.descriptions, EXTENSION_NOTE);
  const parts = name === undefined ? undefined : extensions.take(name);
  const extension = parts && (await readExtension(parts, budget));
  return {
    parts: [part, ...(extension?.parts ?? [])],
    descriptions: [...packet.descriptions, ...(extension?.descriptions ?? [])],
    text: packet.text ?? extension?.text,
    isReadable: packet.isReadable && extension?.isReadable !== false,
  };
}

/**
 * What the XMP of a JPEG says: each of its packets, and extensions that none of them names any more, since a packet is
 * damaged or another program has written over it.
 */
export async function readXmp(file: ImageFile): Promise<readonly Carrier[]> {
  const extensions = new Extensions(file);
  const budget = newBudget();
  const carriers: Carrier[] = [];
  for (const part of segmentsWith(file, PACKET).slice(0, MAX_CARRIERS)) {
    carriers.push(await readWhole(file, part, extensions, budget));
  }
  for (const name of extensions.names.slice(0, MAX_CARRIERS)) {
    const parts = extensions.take(name) ?? [];
    if (parts.length > 0) carriers.push(await readExtension(parts, budget));
  }
  return carriers;
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
  const note = noteOf('0'.repeat(NAME_LENGTH), descriptions);
  let total = sizes.reduce((sum, { size }) => sum + size, sizeOf([note]));
  const out = new Set<Description>();
  for (const { description, size } of sizes) {
    if (total <= MAX_PACKET) break;
    out.add(description);
    total -= size;
  }
  return out;
}

/** Makes a segment of some data, which must be at most 65,533 bytes. */
function makeSegment(...data: readonly Uint8Array[]): Uint8Array {
  const content = concat(data);
  const head = new Uint8Array(4);
  viewOf(head).setUint16(0, 0xff00 | MARKER.app1);
  viewOf(head).setUint16(2, content.length + 2);
  return concat([head, content]);
}

function writeParts(name: string, extension: Uint8Array): readonly Uint8Array[] {
  const [head, total] = [utf8(name), bigEndian32(extension.length)];
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < extension.length; offset += MAX_PART) {
    const part = extension.subarray(offset, offset + MAX_PART);
    parts.push(makeSegment(EXTENSION, head, total, bigEndian32(offset), part));
  }
  return parts;
}

/** The segments that hold these descriptions: one, or with an extension as many as it takes. Undefined where none can. */
export function writeXmp(descriptions: readonly Description[]): readonly Uint8Array[] | undefined {
  const whole = utf8(writePacket(descriptions));
  if (whole.length <= MAX_PACKET) return [makeSegment(PACKET, whole)];
  const out = outsourced(descriptions);
  const extension = utf8(writeExtension(descriptions.filter((item) => out.has(item))));
  // This names the extension; it guards nothing.
  const name = createHash('md5').update(extension).digest('hex').toUpperCase();
  const inPacket = descriptions.filter((item) => !out.has(item));
  const packet = utf8(writePacket([...inPacket, noteOf(name, descriptions)]));
  if (packet.length > MAX_PACKET) return undefined;
  return [makeSegment(PACKET, packet), ...writeParts(name, extension)];
}
