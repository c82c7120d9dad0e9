import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type ImageFormat, ImageWalk } from '../../image/walk';

/** The kinds of image that are kept. */
export type ImageKind = ImageFormat | 'svg';

/** What a file is, as its bytes tell. */
export interface FileFacts {
  readonly kind: ImageKind;
  /** In pixels; 0 where the file does not tell. */
  readonly width: number;
  readonly height: number;
  /** Whether the image is there to its end; bytes behind that do not matter. */
  readonly isWhole: boolean;
}

/** As much of a drawing as holds its size, and its end. */
const EDGE = 4096;

const PIECE = 256 * 1024;

/** A drawing has to be one as a whole, since a page of HTML may hold one. */
async function inspectSvg(path: string): Promise<FileFacts | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const [head, tail] = [Buffer.alloc(Math.min(size, EDGE)), Buffer.alloc(Math.min(size, EDGE))];
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    const [tag] = /^<svg\s[^<>]*>/.exec(head.toString('latin1')) ?? [];
    if (tag === undefined) return undefined;
    const pixels = (name: string) => Number(new RegExp(String.raw`\s${name}="(\d+)"`).exec(tag)?.[1] ?? 0);
    const isWhole = tail.toString('latin1').trimEnd().endsWith('</svg>');
    return { kind: 'svg', width: pixels('width'), height: pixels('height'), isWhole };
  } finally {
    await file.close();
  }
}

/** What a file is, whatever its name says: read to the end of the image. Undefined for anything but an image of these kinds. */
export async function inspectFile(path: string): Promise<FileFacts | undefined> {
  const walk = new ImageWalk();
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
    walk.push(piece as Buffer);
    if (walk.isDone) break;
  }
  if (!walk.facts) return inspectSvg(path);
  const { format, width, height, isWhole } = walk.facts;
  return { kind: format, width, height, isWhole };
}
