import sharp from 'sharp';
import type { Format } from './inference';
import { drawPicture, type Picture } from './picture';

// Leaves the machine to the program under test: one thread per image, and no cache but our own.
sharp.concurrency(1);
sharp.cache(false);

export interface ImageFile extends Picture {
  readonly format: Format;
  /** 20-99. */
  readonly quality: number;
}

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  JPG: 'image/jpeg',
  PNG: 'image/png',
  WEBP: 'image/webp',
};

/** Draws and encodes an image. */
async function render(file: ImageFile): Promise<Buffer> {
  const { quality } = file;
  const raster = sharp(Buffer.from(drawPicture(file))).flatten({ background: '#ffffff' });
  switch (file.format) {
    case 'JPG':
      return raster.jpeg({ quality }).toBuffer();
    case 'PNG':
      return raster.png({ compressionLevel: 1 }).toBuffer();
    case 'WEBP':
      return raster.webp({ quality, effort: 0 }).toBuffer();
  }
}

/** Each image is encoded once, when it is first requested. */
const encoded = new WeakMap<ImageFile, Promise<Buffer>>();

const plain = new Map<string, ImageFile>();

/** A plain picture for every image of a size and format, so that it is drawn and encoded once. */
export function plainImage({
  width,
  height,
  format,
  quality,
}: Omit<ImageFile, 'structuredPrompt' | 'seed'>): ImageFile {
  const key = [width, height, format, quality].join(' ');
  const file = plain.get(key) ?? { structuredPrompt: {}, width, height, format, quality, seed: 0 };
  plain.set(key, file);
  return file;
}

/** The bytes of an image file. */
export function encode(file: ImageFile): Promise<Buffer> {
  let bytes = encoded.get(file);
  if (!bytes) {
    bytes = render(file);
    encoded.set(file, bytes);
  }
  return bytes;
}

/** The task of an image, and the image's index, counted from 0. */
export interface Owner {
  readonly taskUUID: string;
  readonly index: number;
}

interface HostedImage {
  readonly file: ImageFile;
  readonly owner: Owner;
  readonly expiresAt: number;
}

/** The images that are served by URL, each until it expires. */
export class ImageHost {
  readonly #images = new Map<string, HostedImage>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Makes an image available for some milliseconds, and returns its path. */
  add(imageUUID: string, file: ImageFile, owner: Owner, lifetime: number): string {
    const path = `/images/${imageUUID}.${file.format.toLowerCase()}`;
    this.#images.set(path, { file, owner, expiresAt: this.#now() + lifetime });
    return path;
  }

  find(path: string): ImageFile | 'expired' | undefined {
    const image = this.#images.get(path);
    return image && this.#now() >= image.expiresAt ? 'expired' : image?.file;
  }

  /** The owner of the image that is, or was, at a path. */
  ownerOf(path: string): Owner | undefined {
    return this.#images.get(path)?.owner;
  }
}
