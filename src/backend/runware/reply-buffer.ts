/** The most bytes of a reply: `images` for the images within it, `text` for everything else. */
export interface ReplyLimits {
  readonly text: number;
  readonly images: number;
}

/** The members that hold an image. */
export const IMAGE_MEMBERS: readonly string[] = ['imageBase64Data', 'imageDataURI'];

/** The longest string that is kept, in bytes, unless it is an image; a longer one is truncated. */
const MAX_STRING = 64 * 1024;

/** The most that is cut out of one reply, in bytes. A longer one counts as endless. */
const MAX_CUT = 64 * 2 ** 20;

/** The most bytes of a reply within these limits. */
export function maxBytes({ text, images }: ReplyLimits): number {
  return text + images + MAX_CUT;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
const LOWER_U = 0x75;

/** How much of a string is kept to recognize a name; longer than the names that matter. */
const MAX_NAME = 20;

/**
 * The state within a string: no escape, after a backslash, or the number of hexadecimal digits of `\u` still to come.
 */
type Escape = 0 | 'backslash' | 1 | 2 | 3 | 4;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** The end of the plain bytes of a string that begin at `at`. Nearly all of a reply is such bytes. */
function plainEnd(chunk: Uint8Array, at: number): number {
  let end = at;
  while (end < chunk.length && chunk[end] !== QUOTE && chunk[end] !== BACKSLASH) end++;
  return end;
}

/**
 * Collects the chunks of a JSON reply and truncates long strings on the way, so that one endless message does not
 * hide the rest. The result is JSON as before: strings are cut between characters, never within an escape.
 */
export class ReplyBuffer {
  private readonly limits: ReplyLimits;
  private readonly kept: Uint8Array[] = [];
  /** The start of the next kept part in the present chunk. */
  private from = 0;
  private isInside = false;
  private escape: Escape = 0;
  private isCutting = false;
  /** The length of the present string so far. */
  private length = 0;
  /** The beginning of the last string, to recognize names. */
  private head = '';
  private isName = false;
  private isImage = false;
  private text = 0;
  private images = 0;
  private cut = 0;

  constructor(limits: ReplyLimits) {
    this.limits = limits;
  }

  /** Adds the next chunk. Returns false when there are too many bytes: stop reading then. */
  push(chunk: Uint8Array): boolean {
    this.from = 0;
    for (let at = 0; at < chunk.length;) {
      const end = this.isInside && this.escape === 0 ? plainEnd(chunk, at) : at;
      if (end > at) this.pushPlain(chunk, at, end);
      else this.pushByte(chunk, at);
      at = Math.max(end, at + 1);
    }
    if (!this.isCutting) this.kept.push(chunk.subarray(this.from));
    return this.text <= this.limits.text && this.images <= this.limits.images && this.cut <= MAX_CUT;
  }

  /** The reply, with its long strings truncated. */
  toString(): string {
    return Buffer.concat(this.kept).toString('utf8');
  }

  private count(bytes: number): void {
    if (this.isCutting) this.cut += bytes;
    else if (this.isInside && this.isImage) this.images += bytes;
    else this.text += bytes;
  }

  /** Adds bytes of a string none of which is special. */
  private pushPlain(chunk: Uint8Array, at: number, end: number): void {
    const headEnd = Math.min(end, at + MAX_NAME - this.head.length);
    if (headEnd > at) this.head += String.fromCharCode(...chunk.subarray(at, headEnd));
    let cutAt = this.isCutting || this.isImage ? end : at + Math.max(0, MAX_STRING - this.length);
    while (cutAt < end && isContinuation(chunk[cutAt])) cutAt++;
    this.length += end - at;
    this.count(Math.min(cutAt, end) - at);
    if (cutAt >= end) return;
    this.startCut(chunk, cutAt);
    this.count(end - cutAt);
  }

  private pushByte(chunk: Uint8Array, at: number): void {
    const byte = chunk[at] ?? 0;
    if (!this.isInside) this.pushOutside(byte);
    else if (this.escape === 0 && byte === QUOTE) {
      if (this.isCutting) this.from = at;
      this.isInside = false;
      this.isCutting = false;
    } else {
      const mayCut = this.escape === 0 && !this.isCutting && !this.isImage;
      if (mayCut && this.length >= MAX_STRING) this.startCut(chunk, at);
      this.length++;
      this.escape = this.escapeAfter(byte);
    }
    this.count(1);
  }

  private pushOutside(byte: number): void {
    if (byte === QUOTE) {
      this.isImage = this.isName && IMAGE_MEMBERS.includes(this.head);
      this.isInside = true;
      this.length = 0;
      this.head = '';
    }
    // There may be white space between a colon and its value.
    if (byte > SPACE) this.isName = byte === COLON;
  }

  private startCut(chunk: Uint8Array, at: number): void {
    this.kept.push(chunk.subarray(this.from, at));
    this.isCutting = true;
  }

  private escapeAfter(byte: number): Escape {
    if (this.escape === 0) return 'backslash';
    if (this.escape === 'backslash') return byte === LOWER_U ? 4 : 0;
    return (this.escape - 1) as Escape;
  }
}
