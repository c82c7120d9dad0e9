import { Input } from './input';
import { walkJpeg } from './jpeg';
import type { Part, Walk, Walker } from './part';
import { PNG_SIGNATURE, walkPng } from './png';
import { RIFF_HEADER, walkWebp } from './webp';

/** The supported formats, named by their file extensions. */
export type ImageFormat = 'png' | 'jpg' | 'webp';

/** What the bytes of a file say about it. */
export interface ImageFacts {
  readonly format: ImageFormat;
  /** In pixels; 0 when the file does not say. */
  readonly width: number;
  readonly height: number;
  /** Whether the image is there up to its end. Bytes after that do not matter. */
  readonly isComplete: boolean;
}

/** How many bytes are needed to detect the format. */
const START = RIFF_HEADER;

const WALKERS: Readonly<Record<ImageFormat, Walker>> = { png: walkPng, jpg: walkJpeg, webp: walkWebp };

function startsWith(bytes: Uint8Array, at: number, wanted: Iterable<number>): boolean {
  return Array.from(wanted).every((byte, index) => bytes[at + index] === byte);
}

function codesOf(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

const RIFF = codesOf('RIFF');
const WEBP = codesOf('WEBP');

/** The format of a file, by its first twelve bytes; undefined for another format. */
export function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, 0, PNG_SIGNATURE)) return 'png';
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpg';
  return startsWith(bytes, 0, RIFF) && startsWith(bytes, 8, WEBP) ? 'webp' : undefined;
}

/** Walks through an image file of any size, piece by piece, and keeps none of it. */
export class ImageWalk {
  private readonly onPart: (part: Part) => void;
  private readonly input = new Input();
  private start: Uint8Array = new Uint8Array();
  private format: ImageFormat | undefined;
  private walk: Walk | undefined;
  private size: readonly [number, number] | undefined;
  private isComplete = false;
  private hasEnded = false;

  /** `onPart` is called for each part in order, even before its end has arrived. */
  constructor(onPart: (part: Part) => void = () => undefined) {
    this.onPart = onPart;
  }

  /** Whether no further piece can change the facts. */
  get isDone(): boolean {
    return this.hasEnded;
  }

  /** The facts so far; undefined for a file of another format. */
  get facts(): ImageFacts | undefined {
    const [width, height] = this.size ?? [0, 0];
    return this.format && { format: this.format, width, height, isComplete: this.isComplete };
  }

  push(piece: Uint8Array): void {
    if (this.hasEnded) return;
    this.input.push(piece);
    if (!this.walk) this.begin(piece);
    const step = this.walk?.next();
    if (step?.done !== true) return;
    this.hasEnded = true;
    this.isComplete = step.value;
  }

  private begin(piece: Uint8Array): void {
    const known = this.start.length;
    const start = new Uint8Array(known + Math.min(piece.length, START - known));
    start.set(this.start);
    start.set(piece.subarray(0, START - known), known);
    this.start = start;
    if (start.length < START) return;
    this.format = formatOf(start);
    this.hasEnded = !this.format;
    this.walk =
      this.format &&
      WALKERS[this.format](this.input, {
        part: this.onPart,
        size: (width, height) => (this.size ??= [width, height]),
      });
  }
}

/** The facts about a complete file; undefined for a file of another format. */
export function readFacts(bytes: Uint8Array): ImageFacts | undefined {
  const walk = new ImageWalk();
  walk.push(bytes);
  return walk.facts;
}
