import { createReadStream } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { type ImageFormat, ImageWalk } from '../../image/walk';

/** The kinds of image that are kept. */
export type ImageKind = ImageFormat | 'svg';

/** Whether there is a regular file under a path; links do not count. */
export async function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** What the bytes of a file say about it. */
export interface FileFacts {
  readonly kind: ImageKind;
  /** In pixels; 0 where the file does not say. */
  readonly width: number;
  readonly height: number;
  /** Whether the image is there up to its end. Bytes after that do not matter. */
  readonly isComplete: boolean;
}

/** How many bytes at the start and at the end of a drawing are read: its size, and its end. */
const EDGE_SIZE = 4096;

const CHUNK_SIZE = 256 * 1024;

/** The file has to begin with `<svg`: an HTML page may contain a drawing, too. */
async function inspectSvg(path: string): Promise<FileFacts | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const [head, tail] = [Buffer.alloc(Math.min(size, EDGE_SIZE)), Buffer.alloc(Math.min(size, EDGE_SIZE))];
    await file.read(head, 0, head.length, 0);
    await file.read(tail, 0, tail.length, size - tail.length);
    const [tag] = /^<svg\s[^<>]*>/.exec(head.toString('latin1')) ?? [];
    if (tag === undefined) return undefined;
    const pixels = (name: string) => Number(new RegExp(String.raw`\s${name}="(\d+)"`).exec(tag)?.[1] ?? 0);
    const isComplete = tail.toString('latin1').trimEnd().endsWith('</svg>');
    return { kind: 'svg', width: pixels('width'), height: pixels('height'), isComplete };
  } finally {
    await file.close();
  }
}

/**
 * Detects what a file is by its bytes, whatever its name says. Reads to the end of the image. Undefined for anything
 * but an image of these kinds.
 */
export async function inspectFile(path: string): Promise<FileFacts | undefined> {
  const walk = new ImageWalk();
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_SIZE })) {
    walk.push(chunk as Buffer);
    if (walk.isDone) break;
  }
  if (!walk.facts) return inspectSvg(path);
  const { format, width, height, isComplete } = walk.facts;
  return { kind: format, width, height, isComplete };
}
