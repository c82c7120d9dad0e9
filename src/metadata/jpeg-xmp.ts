import { createHash } from 'node:crypto';
import { MARKER } from '../image/jpeg';
import type { Part } from '../image/part';
import { type Budget, MAX_CARRIERS, newBudget } from './budget';
import { bigEndian32, concat, utf8, viewOf } from './bytes';
import { type Carrier, readCarrier } from './carrier';
import { dataOf, type ImageFile } from './image-file';
import { EXTENSION, type ExtensionPart, Extensions, NAME_LENGTH, segmentsWith } from './jpeg-extensions';
import { describe, type Description, propertyOf, writeExtension, writePacket } from './xmp';

const PACKET = utf8('http://ns.adobe.com/xap/1.0/\0');

/** The most bytes of a packet in a segment, and of an extension in each of its segments: both as XMP specifies. */
const MAX_PACKET = 65_502;
const MAX_PART = 65_400;

const NOTE = { prefix: 'xmpNote', uri: 'http://ns.adobe.com/xmp/note/' };
const HAS_EXTENSION = 'HasExtendedXMP';

/** The property that names a packet's extension. It belongs to the file: a rewritten packet must not keep it. */
export const EXTENSION_NOTE = NOTE.uri + HAS_EXTENSION;

async function readExtension(parts: readonly ExtensionPart[], budget: Budget): Promise<Carrier> {
  const bytes = parts.length > 0 ? concat(parts.map(({ content }) => content)) : undefined;
  return { parts: parts.map(({ part }) => part), ...(await readCarrier(bytes, budget)) };
}

/** Reads a packet and the extension that it names. */
async function readPacketWithExtension(
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
 * Reads the XMP of a JPEG: all packets, and the extensions that none of them names any more, because a packet is
 * damaged or was overwritten by another program.
 */
export async function readXmp(file: ImageFile): Promise<readonly Carrier[]> {
  const extensions = new Extensions(file);
  const budget = newBudget();
  const carriers: Carrier[] = [];
  for (const part of segmentsWith(file, PACKET).slice(0, MAX_CARRIERS)) {
    carriers.push(await readPacketWithExtension(file, part, extensions, budget));
  }
  for (const name of extensions.names.slice(0, MAX_CARRIERS)) {
    const parts = extensions.take(name) ?? [];
    if (parts.length > 0) carriers.push(await readExtension(parts, budget));
  }
  return carriers;
}

/** The description that names a packet's extension. */
function noteOf(name: string, descriptions: readonly Description[]): Description {
  return describe(NOTE, { [HAS_EXTENSION]: [name] }, descriptions);
}

function sizeOf(descriptions: readonly Description[]): number {
  return utf8(writePacket(descriptions)).length;
}

/** Chooses the descriptions that go into an extension: the largest, until the others fit into the packet. */
function chooseForExtension(descriptions: readonly Description[]): ReadonlySet<Description> {
  const bare = sizeOf([]);
  const sizes = descriptions
    .map((description) => ({ description, size: sizeOf([description]) - bare }))
    .sort((a, b) => b.size - a.size);
  const note = noteOf('0'.repeat(NAME_LENGTH), descriptions);
  let total = sizes.reduce((sum, { size }) => sum + size, sizeOf([note]));
  const chosen = new Set<Description>();
  for (const { description, size } of sizes) {
    if (total <= MAX_PACKET) break;
    chosen.add(description);
    total -= size;
  }
  return chosen;
}

/** Creates a segment from data of at most 65,533 bytes. */
function makeSegment(...data: readonly Uint8Array[]): Uint8Array {
  const content = concat(data);
  const head = new Uint8Array(4);
  viewOf(head).setUint16(0, 0xff00 | MARKER.app1);
  viewOf(head).setUint16(2, content.length + 2);
  return concat([head, content]);
}

function writeExtensionParts(name: string, extension: Uint8Array): readonly Uint8Array[] {
  const [head, total] = [utf8(name), bigEndian32(extension.length)];
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < extension.length; offset += MAX_PART) {
    const part = extension.subarray(offset, offset + MAX_PART);
    parts.push(makeSegment(EXTENSION, head, total, bigEndian32(offset), part));
  }
  return parts;
}

/** The segments for these descriptions: one, or more with an extension. Undefined when they do not fit. */
export function writeXmp(descriptions: readonly Description[]): readonly Uint8Array[] | undefined {
  const single = utf8(writePacket(descriptions));
  if (single.length <= MAX_PACKET) return [makeSegment(PACKET, single)];
  const chosen = chooseForExtension(descriptions);
  const extension = utf8(writeExtension(descriptions.filter((item) => chosen.has(item))));
  // MD5 only names the extension, as XMP specifies; it protects nothing.
  const name = createHash('md5').update(extension).digest('hex').toUpperCase();
  const inPacket = descriptions.filter((item) => !chosen.has(item));
  const packet = utf8(writePacket([...inPacket, noteOf(name, descriptions)]));
  if (packet.length > MAX_PACKET) return undefined;
  return [makeSegment(PACKET, packet), ...writeExtensionParts(name, extension)];
}
