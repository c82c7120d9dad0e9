import { open } from 'node:fs/promises';

/** The kinds of image that are kept. */
export type ImageKind = 'png' | 'jpg' | 'webp' | 'svg';

/** More than any padding that writers of images leave behind them. */
const TAIL = 64 * 1024;

const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex');
const JPEG_END = Buffer.from('ffd9', 'hex');

/** Zero bytes and white space after the end of an image are padding. */
function withoutPadding(bytes: Buffer): Buffer {
  const isPadding = (byte: number | undefined) => byte !== undefined && [0, 9, 10, 13, 32].includes(byte);
  let end = bytes.length;
  while (isPadding(bytes[end - 1])) end--;
  return bytes.subarray(0, end);
}

function endsWith(bytes: Buffer, end: Buffer): boolean {
  return withoutPadding(bytes).subarray(-end.length).equals(end);
}

/**
 * Whether an image file holds the image to its end: PNG and JPEG end with a mark, WEBP says its length. An SVG has to be a
 * drawing as a whole, since a page of HTML may hold one.
 */
export async function isComplete(path: string, kind: ImageKind): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 12));
    const tail = Buffer.alloc(Math.min(size, TAIL));
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    switch (kind) {
      case 'png':
        return endsWith(tail, PNG_END);
      case 'jpg':
        return endsWith(tail, JPEG_END);
      case 'webp':
        // The length counts what follows it; an odd one is followed by a byte of padding.
        return head.length === 12 && [0, 1].includes(size - 8 - head.readUInt32LE(4));
      case 'svg':
        return head.toString('latin1').startsWith('<svg') && endsWith(tail, Buffer.from('</svg>'));
    }
  } finally {
    await file.close();
  }
}
