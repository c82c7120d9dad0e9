import assert from 'node:assert/strict';
import type { Format } from './pictures';

/** A part of a file and its type, parsed independently of the code under test. */
export interface Part {
  readonly kind: string;
  readonly content: string;
}

function pngParts(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = 8; at < bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    parts.push({
      kind: bytes.toString('latin1', at + 4, at + 8),
      content: bytes.toString('latin1', at, end),
    });
    at = end;
  }
  return parts;
}

/** The segments before the first scan, and the rest as one part. */
function jpegParts(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  let at = 2;
  while (bytes[at + 1] !== 0xda) {
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const content = bytes.toString('latin1', at, end);
    const name = content.includes('http://ns.adobe.com/x') ? 'XMP' : (bytes[at + 1] ?? 0).toString(16);
    parts.push({ kind: name, content });
    at = end;
  }
  return [...parts, { kind: 'pixels', content: bytes.toString('latin1', at) }];
}

function webpParts(bytes: Buffer): Part[] {
  assert.equal(bytes.readUInt32LE(4) + 8, bytes.length);
  const parts: Part[] = [];
  for (let at = 12; at < bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    const content = bytes.toString('latin1', at + 8, at + 8 + length);
    parts.push({ kind: bytes.toString('latin1', at, at + 4), content });
    at += 8 + length + (length % 2);
  }
  return parts;
}

/** The parts that hold our metadata, and the header that announces it. */
const OURS = new Set(['iTXt', 'zTXt', 'XMP', 'XMP ', 'VP8X']);

/** The parts of an image file, including pixels, that must survive any embedding. */
export function lastingParts(bytes: Buffer, format: Format): readonly Part[] {
  const read = { png: pngParts, jpeg: jpegParts, webp: webpParts }[format];
  return read(bytes).filter(({ kind }) => !OURS.has(kind));
}
