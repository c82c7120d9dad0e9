import { bigEndian32, concat, holdsAt, textOf, utf8, viewOf } from './bytes';
import { crc32 } from './crc32';
import type { ImageFormat, Metadata } from './format';
import { inflate } from './inflate';
import { readDescriptions, writePacket } from './xmp';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Length, type and checksum of a chunk without data. */
const EMPTY_CHUNK = 12;

const XMP = 'XML:com.adobe.xmp';
const ORIGIN = 'Structured Prompt';
const TEXT_CHUNKS = ['tEXt', 'zTXt', 'iTXt'];

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** All of it: length, type, data and checksum. */
  readonly whole: Uint8Array;
}

interface Chunks {
  readonly chunks: readonly Chunk[];
  /** What stands behind the last chunk; undefined where the file ends before that. */
  readonly rest: Uint8Array | undefined;
}

function readChunks(bytes: Uint8Array): Chunks {
  const chunks: Chunk[] = [];
  const view = viewOf(bytes);
  for (let at = SIGNATURE.length; at + EMPTY_CHUNK <= bytes.length;) {
    const end = at + EMPTY_CHUNK + view.getUint32(at);
    if (end > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    at = end;
    if (type === 'IEND') return { chunks, rest: bytes.subarray(at) };
  }
  return { chunks, rest: undefined };
}

function isIntact({ whole }: Chunk): boolean {
  return crc32(whole.subarray(4, -4)) === viewOf(whole).getUint32(whole.length - 4);
}

/** The text of a chunk of one of the three kinds that have a keyword first; others write XMP into any of them. */
function keywordText({ type, data }: Chunk, keyword: string): string | undefined {
  const content = data.subarray(keyword.length + 1);
  const [compressed = 0] = content;
  switch (type) {
    case 'tEXt':
      return textOf(content);
    case 'zTXt':
      return inflatedText(content.subarray(1));
    default: {
      const language = content.indexOf(0, 2);
      const translated = content.indexOf(0, language + 1);
      if (language < 0 || translated < 0) return undefined;
      const text = content.subarray(translated + 1);
      return compressed === 0 ? textOf(text) : inflatedText(text);
    }
  }
}

function inflatedText(bytes: Uint8Array): string | undefined {
  const inflated = inflate(bytes);
  return inflated && textOf(inflated);
}

/** An international text chunk: not compressed, in no language, with no translated keyword. */
function textChunk(keyword: string, text: string): Uint8Array {
  const content = utf8(`iTXt${keyword}\0\0\0\0\0${text}`);
  return concat([bigEndian32(content.length - 4), content, bigEndian32(crc32(content))]);
}

function hasKeyword({ type, data }: Chunk, keyword: string): boolean {
  return TEXT_CHUNKS.includes(type) && holdsAt(data, 0, utf8(`${keyword}\0`));
}

/** The first text with a keyword that has not been damaged. */
function findText(chunks: readonly Chunk[], keyword: string): string | undefined {
  const chunk = chunks.find((candidate) => hasKeyword(candidate, keyword) && isIntact(candidate));
  return chunk && keywordText(chunk, keyword);
}

/** PNG keeps both in chunks of their own, before the pixels. */
export const PNG: ImageFormat = {
  matches: (bytes) => holdsAt(bytes, 0, SIGNATURE),

  read(bytes): Metadata {
    const { chunks } = readChunks(bytes);
    const packet = findText(chunks, XMP);
    return {
      descriptions: packet === undefined ? [] : readDescriptions(packet),
      text: findText(chunks, ORIGIN),
    };
  },

  write(bytes, { descriptions, text }): Uint8Array | undefined {
    const { chunks, rest } = readChunks(bytes);
    if (!rest || !chunks.every(isIntact)) return undefined;
    const kept = chunks.filter((chunk) => !hasKeyword(chunk, XMP) && !hasKeyword(chunk, ORIGIN));
    const pixels = kept.findIndex(({ type }) => type === 'IDAT');
    if (pixels < 0) return undefined;
    return concat([
      SIGNATURE,
      ...kept.slice(0, pixels).map(({ whole }) => whole),
      textChunk(XMP, writePacket(descriptions)),
      ...(text === undefined ? [] : [textChunk(ORIGIN, text)]),
      ...kept.slice(pixels).map(({ whole }) => whole),
      rest,
    ]);
  },
};
