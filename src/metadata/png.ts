import { setImmediate as breathe } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Part } from '../image/part';
import { affords, type Budget, MAX_CARRIERS, newBudget } from './budget';
import { bigEndian32, concat, holdsAt, textOf, utf8, viewOf } from './bytes';
import type { Carrier, MetadataFormat } from './format';
import { bytesBetween, dataOf, type ImageFile } from './image-file';
import { inflate } from './inflate';
import { readCarrier } from './packet';
import { packetInProfile, RAW_PROFILES } from './raw-profile';
import { writePacket } from './xmp';

const XMP = 'XML:com.adobe.xmp';
const ORIGIN = 'Structured Prompt';
const KEYWORDS = [XMP, ...RAW_PROFILES, ORIGIN].map((keyword) => ({ keyword, sign: utf8(`${keyword}\0`) }));
const TEXT_CHUNKS = ['tEXt', 'zTXt', 'iTXt'];

/** More than any chunk that holds one of these keywords at its beginning. */
const MAX_KEYWORD = 80;

function isIntact({ bytes }: ImageFile, { start, end }: Part): boolean {
  return crc32(bytes.subarray(start + 4, end - 4)) === viewOf(bytes).getUint32(end - 4);
}

/** The content of a chunk of one of the three kinds that have a keyword first; others write XMP into any of them. */
async function contentOf(
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

function keywordOf(file: ImageFile, chunk: Part): string | undefined {
  if (!TEXT_CHUNKS.includes(chunk.type)) return undefined;
  const head = dataOf(file, chunk).subarray(0, MAX_KEYWORD);
  return KEYWORDS.find(({ sign }) => holdsAt(head, 0, sign))?.keyword;
}

async function readChunk(
  file: ImageFile,
  chunk: Part,
  keyword: string,
  budget: Budget,
): Promise<Carrier | undefined> {
  const content = await contentOf(file, chunk, keyword, budget);
  if (content && keyword === ORIGIN) {
    const text = affords(budget, content) ? textOf(content) : undefined;
    return { parts: [chunk], descriptions: [], text, isReadable: true };
  }
  const packet = content && keyword !== XMP ? packetInProfile(content) : content;
  // A profile may as well be Exif, which is none of our business.
  if (content && !packet) return undefined;
  return { parts: [chunk], ...(await readCarrier(packet, budget)) };
}

/** An international text chunk: not compressed, in no language, with no translated keyword. */
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
      await breathe();
    }
  }
  return true;
}

/** PNG keeps both in chunks of their own, before the pixels. */
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
    // Before any that stays: some programs read the first one alone.
    const isPlace = (part: Part) =>
      part.type === 'IDAT' || (!replaced.has(part) && keywordOf(file, part) !== undefined);
    const place = file.parts.find(isPlace);
    const last = file.parts.at(-1);
    if (!place || !last) return undefined;
    return concat([
      ...bytesBetween(file, 0, place.start, replaced),
      textChunk(XMP, writePacket(descriptions)),
      textChunk(ORIGIN, text),
      ...bytesBetween(file, place.start, file.bytes.length, replaced),
    ]);
  },
};
