import { setImmediate as yieldToOthers } from 'node:timers/promises';
// In Node since 20.15, which is older than what we support (20.19, as in VS Code 1.100).
import { crc32 } from 'node:zlib';
import type { Part } from '../image/part';
import { charge, type Budget, MAX_CARRIERS, newBudget } from './budget';
import { bigEndian32, concat, matchesAt, textOf, utf8, viewOf } from './bytes';
import { type Carrier, type MetadataFormat, readCarrier } from './carrier';
import { bytesBetween, dataOf, type ImageFile } from './image-file';
import { contentOf, packetInProfile, RAW_PROFILES } from './png-text';
import { writePacket } from './xmp';

const XMP = 'XML:com.adobe.xmp';
const ORIGIN = 'Structured Prompt';
const KEYWORDS = [XMP, ...RAW_PROFILES, ORIGIN].map((keyword) => ({
  keyword,
  signature: utf8(`${keyword}\0`),
}));
const TEXT_CHUNKS = ['tEXt', 'zTXt', 'iTXt'];

/** More bytes than any of these keywords has. */
const MAX_KEYWORD = 80;

function isIntact({ bytes }: ImageFile, { start, end }: Part): boolean {
  return crc32(bytes.subarray(start + 4, end - 4)) === viewOf(bytes).getUint32(end - 4);
}

function keywordOf(file: ImageFile, chunk: Part): string | undefined {
  if (!TEXT_CHUNKS.includes(chunk.type)) return undefined;
  const head = dataOf(file, chunk).subarray(0, MAX_KEYWORD);
  return KEYWORDS.find(({ signature }) => matchesAt(head, 0, signature))?.keyword;
}

async function readChunk(
  file: ImageFile,
  chunk: Part,
  keyword: string,
  budget: Budget,
): Promise<Carrier | undefined> {
  const content = await contentOf(file, chunk, keyword, budget);
  if (content && keyword === ORIGIN) {
    const text = charge(budget, content) ? textOf(content) : undefined;
    return { parts: [chunk], descriptions: [], text, isReadable: true };
  }
  const packet = content && keyword !== XMP ? packetInProfile(content) : content;
  // A profile may also be Exif, which does not concern us.
  if (content && !packet) return undefined;
  return { parts: [chunk], ...(await readCarrier(packet, budget)) };
}

/** Creates an international text chunk, uncompressed, without language or translated keyword. */
function textChunk(keyword: string, text: string): Uint8Array {
  const content = utf8(`iTXt${keyword}\0\0\0\0\0${text}`);
  return concat([bigEndian32(content.length - 4), content, bigEndian32(crc32(content))]);
}

async function areIntact(file: ImageFile): Promise<boolean> {
  let sum = 0;
  for (const chunk of file.parts) {
    if (!isIntact(file, chunk)) return false;
    sum += chunk.end - chunk.start;
    if (sum > 2 ** 20) {
      sum = 0;
      await yieldToOthers();
    }
  }
  return true;
}

/** PNG stores XMP and text in chunks of their own, before the pixels. */
export const PNG: MetadataFormat = {
  async read(file) {
    const carriers: Carrier[] = [];
    const budget = newBudget();
    for (const chunk of file.parts) {
      if (carriers.length >= MAX_CARRIERS) break;
      const keyword = keywordOf(file, chunk);
      if (keyword === undefined || !isIntact(file, chunk)) continue;
      const carrier = await readChunk(file, chunk, keyword, budget);
      if (carrier) carriers.push(carrier);
    }
    return carriers;
  },

  async write(file, replaced, { descriptions, text }) {
    if (!(await areIntact(file))) return undefined;
    // Before any packet that stays: some programs read only the first one.
    const comesAfter = (part: Part) =>
      part.type === 'IDAT' || (!replaced.has(part) && keywordOf(file, part) !== undefined);
    const next = file.parts.find(comesAfter);
    const last = file.parts.at(-1);
    if (!next || !last) return undefined;
    return concat([
      ...bytesBetween(file, 0, next.start, replaced),
      textChunk(XMP, writePacket(descriptions)),
      textChunk(ORIGIN, text),
      ...bytesBetween(file, next.start, file.bytes.length, replaced),
    ]);
  },
};
