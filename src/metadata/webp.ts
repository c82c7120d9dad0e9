import { MAX_CARRIERS, newBudget } from './budget';
import { concat, matchesAt, utf8, viewOf } from './bytes';
import { type Carrier, type MetadataFormat, readCarrier } from './carrier';
import { dataOf } from './image-file';
import { writePacket } from './xmp';

const RIFF = utf8('RIFF');
const FORM = utf8('WEBP');

const XMP = 'XMP ';
const XMP_FLAG = 0x04;
const ALPHA_FLAG = 0x10;

const KEY_FRAME = Uint8Array.of(0x9d, 0x01, 0x2a);
const LOSSLESS = 0x2f;

/** The chunks that come before XMP. Chunks after these are of unknown kinds. */
const BEFORE_XMP = ['VP8X', 'ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L', 'EXIF'];

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

function writeChunk({ type, data }: Chunk): Uint8Array {
  const bytes = new Uint8Array(8 + data.length + (data.length % 2));
  bytes.set(Uint8Array.from(type, (character) => character.charCodeAt(0)));
  viewOf(bytes).setUint32(4, data.length, true);
  bytes.set(data, 8);
  return bytes;
}

function low24(value: number): readonly number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff];
}

/** The content of the `VP8X` chunk: flags, three reserved bytes, and each size less one. */
function header(flags: number, width: number, height: number): Uint8Array {
  return Uint8Array.of(flags, 0, 0, 0, ...low24(width - 1), ...low24(height - 1));
}

/** The header of a lossy image, from its key frame: a tag of three bytes, a start code, and each size in 14 bits. */
function lossyHeader(data: Uint8Array): Uint8Array | undefined {
  const [tag = 1] = data;
  if (data.length < 10 || tag & 1 || !matchesAt(data, 3, KEY_FRAME)) return undefined;
  const view = viewOf(data);
  return header(0, view.getUint16(6, true) & 0x3fff, view.getUint16(8, true) & 0x3fff);
}

/** The header of a lossless image: a signature, each size less one in 14 bits, and whether there is transparency. */
function losslessHeader(data: Uint8Array): Uint8Array | undefined {
  if (data.length < 5 || data[0] !== LOSSLESS) return undefined;
  const bits = viewOf(data).getUint32(1, true);
  const flags = (bits >>> 28) & 1 ? ALPHA_FLAG : 0;
  return header(flags, (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

function headerOf({ type, data }: Chunk): Uint8Array | undefined {
  switch (type) {
    case 'VP8X':
      return data.length >= 10 ? data : undefined;
    case 'VP8 ':
      return lossyHeader(data);
    case 'VP8L':
      return losslessHeader(data);
    default:
      return undefined;
  }
}

/**
 * Converts an image's chunks to the extended form, the only one that can hold metadata, and sets its flag for XMP.
 */
function extended(chunks: readonly Chunk[]): readonly Chunk[] | undefined {
  const [first, ...rest] = chunks;
  const data = first && headerOf(first)?.slice();
  if (!data) return undefined;
  data[0] = (data[0] ?? 0) | XMP_FLAG;
  return [{ type: 'VP8X', data }, ...(first.type === 'VP8X' ? rest : chunks)];
}

/** WEBP stores XMP in a chunk after the pixels. It cannot hold another text. */
export const WEBP: MetadataFormat = {
  async read(file) {
    const budget = newBudget();
    const carriers: Carrier[] = [];
    for (const part of file.parts.filter(({ type }) => type === XMP).slice(0, MAX_CARRIERS)) {
      carriers.push({ parts: [part], ...(await readCarrier(dataOf(file, part), budget)) });
    }
    return carriers;
  },

  write(file, replaced, { descriptions }) {
    const { bytes, parts } = file;
    const end = parts.at(-1)?.end;
    // Something other than a chunk precedes the end that the file states.
    if (end !== viewOf(bytes).getUint32(4, true) + 8) return Promise.resolve(undefined);
    const chunks = parts.map((part) => ({ type: part.type, data: dataOf(file, part), part }));
    const kept = extended(chunks.filter(({ part }) => !replaced.has(part)));
    if (!kept) return Promise.resolve(undefined);
    const index = kept.findLastIndex(({ type }) => BEFORE_XMP.includes(type)) + 1;
    const xmp = { type: XMP, data: utf8(writePacket(descriptions)) };
    const body = concat([FORM, ...[...kept.slice(0, index), xmp, ...kept.slice(index)].map(writeChunk)]);
    const length = new Uint8Array(4);
    viewOf(length).setUint32(0, body.length, true);
    return Promise.resolve(concat([RIFF, length, body, bytes.subarray(end)]));
  },
};
