/** How many bytes of a reply are taken: `images` of the images that stand within it, `words` of all the rest. */
export interface ReplyLimits {
  readonly words: number;
  readonly images: number;
}

/** The members that hold a whole image. */
export const IMAGE_MEMBERS: readonly string[] = ['imageBase64Data', 'imageDataURI'];

/** The longest string that is kept whole, in bytes, unless it is an image; of a longer one its beginning. */
const MAX_STRING = 64 * 1024;

/** The most that is cut out of one reply, in bytes: what is longer has no end. */
const MAX_CUT = 64 * 2 ** 20;

/** As many bytes as a reply can have that is not too large. */
export function mostBytes({ words, images }: ReplyLimits): number {
  return words + images + MAX_CUT;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
const LOWER_U = 0x75;

/** As much of a string as is looked at to know a name; longer than any that is looked for. */
const MAX_NAME = 20;

/** Within a string: nothing begun, a backslash, or so many hexadecimal digits of `\u` that are still to come. */
type Escape = 0 | 'backslash' | 1 | 2 | 3 | 4;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Where the plain signs of a string end that begin at `at`: nearly all of a reply is such signs. */
function plainEnd(chunk: Uint8Array, at: number): number {
  let end = at;
  while (end < chunk.length && chunk[end] !== QUOTE && chunk[end] !== BACKSLASH) end++;
  return end;
}

/**
 * Takes the bytes of a JSON reply as they come and cuts long strings on the way, so that one endless message keeps nothing
 * else out of reach. What is cut is JSON as before: between two signs, and never within an escape.
 */
export class ReplyText {
  private readonly limits: ReplyLimits;
  private readonly kept: Uint8Array[] = [];
  /** Where the part that is kept next begins in the present chunk. */
  private from = 0;
  private isInside = false;
  private escape: Escape = 0;
  private isCutting = false;
  /** Of the present string. */
  private length = 0;
  /** The beginning of the last string. */
  private head = '';
  private isName = false;
  private isImage = false;
  private words = 0;
  private images = 0;
  private cut = 0;

  constructor(limits: ReplyLimits) {
    this.limits = limits;
  }

  /** Takes the next bytes. False when there were too many of them: no more are to be read. */
  take(chunk: Uint8Array): boolean {
    this.from = 0;
    for (let at = 0; at < chunk.length;) {
      const end = this.isInside && this.escape === 0 ? plainEnd(chunk, at) : at;
      if (end > at) this.takePlain(chunk, at, end);
      else this.takeSign(chunk, at);
      at = Math.max(end, at + 1);
    }
    if (!this.isCutting) this.kept.push(chunk.subarray(this.from));
    return this.words <= this.limits.words && this.images <= this.limits.images && this.cut <= MAX_CUT;
  }

  /** What was kept of it. */
  toString(): string {
    return Buffer.concat(this.kept).toString('utf8');
  }

  private count(bytes: number): void {
    if (this.isCutting) this.cut += bytes;
    else if (this.isInside && this.isImage) this.images += bytes;
    else this.words += bytes;
  }

  /** Takes signs of a string none of which is special. */
  private takePlain(chunk: Uint8Array, at: number, end: number): void {
    const headEnd = Math.min(end, at + MAX_NAME - this.head.length);
    if (headEnd > at) this.head += String.fromCharCode(...chunk.subarray(at, headEnd));
    let cutAt = this.isCutting || this.isImage ? end : at + Math.max(0, MAX_STRING - this.length);
    while (cutAt < end && isContinuation(chunk[cutAt])) cutAt++;
    this.length += end - at;
    this.count(Math.min(cutAt, end) - at);
    if (cutAt >= end) return;
    this.beginToCut(chunk, cutAt);
    this.count(end - cutAt);
  }

  private takeSign(chunk: Uint8Array, at: number): void {
    const byte = chunk[at] ?? 0;
    if (!this.isInside) this.takeOutside(byte);
    else if (this.escape === 0 && byte === QUOTE) {
      if (this.isCutting) this.from = at;
      this.isInside = false;
      this.isCutting = false;
    } else {
      const isWhole = this.escape === 0 && !this.isCutting && !this.isImage;
      if (isWhole && this.length >= MAX_STRING) this.beginToCut(chunk, at);
      this.length++;
      this.escape = this.escapeAfter(byte);
    }
    this.count(1);
  }

  private takeOutside(byte: number): void {
    if (byte === QUOTE) {
      this.isImage = this.isName && IMAGE_MEMBERS.includes(this.head);
      this.isInside = true;
      this.length = 0;
      this.head = '';
    }
    // White space may stand between a colon and its value.
    if (byte > SPACE) this.isName = byte === COLON;
  }

  private beginToCut(chunk: Uint8Array, at: number): void {
    this.kept.push(chunk.subarray(this.from, at));
    this.isCutting = true;
  }

  private escapeAfter(byte: number): Escape {
    if (this.escape === 0) return 'backslash';
    if (this.escape === 'backslash') return byte === LOWER_U ? 4 : 0;
    return (this.escape - 1) as Escape;
  }
}
