/** More than any text; a few bytes may stand for many. */
const MAX_OUTPUT = 16 * 2 ** 20;

/** How many lengths and distances there are in a row whose extra bits are one more than those before them. */
const LENGTHS = series(3, 28, 4);
const DISTANCES = series(1, 30, 2);

const FIXED_LENGTHS = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);
const FIXED_DISTANCES = Array.from({ length: 30 }, () => 5);

/** The order in which the lengths of the code for lengths are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

class Malformed extends Error {}

/** What a symbol stands for: a smallest value, and how many bits are added to it. */
interface Range {
  readonly from: number;
  readonly bits: number;
}

/** The ranges of symbols in their order: the first ones without bits, then `step` each with one more. */
function series(start: number, count: number, step: number): readonly Range[] {
  const ranges: Range[] = [];
  for (let from = start; ranges.length < count; from += 2 ** (ranges.at(-1)?.bits ?? 0)) {
    ranges.push({ from, bits: Math.max(0, Math.floor(ranges.length / step) - 1) });
  }
  return ranges;
}

/** Bits, the lowest of each byte first. */
class Bits {
  private readonly bytes: Uint8Array;
  private at: number;
  private bit = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  next(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Malformed();
    const bit = (byte >> this.bit) & 1;
    this.bit = (this.bit + 1) % 8;
    if (this.bit === 0) this.at++;
    return bit;
  }

  take(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) value |= this.next() << index;
    return value;
  }

  /** The rest of a byte that has begun is left out. */
  align(): void {
    if (this.bit > 0) this.at++;
    this.bit = 0;
  }
}

/** A canonical Huffman code: how many symbols there are of each length, and the symbols in the order of their codes. */
class Code {
  private readonly counts: number[] = new Array<number>(16).fill(0);
  private readonly symbols: readonly number[];

  constructor(lengths: readonly number[]) {
    for (const length of lengths) this.counts[length] = (this.counts[length] ?? 0) + 1;
    const used = lengths.map((length, symbol) => ({ length, symbol })).filter(({ length }) => length > 0);
    this.symbols = used.sort((a, b) => a.length - b.length).map(({ symbol }) => symbol);
  }

  read(bits: Bits): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      code |= bits.next();
      const count = this.counts[length] ?? 0;
      const symbol = code - first < count ? this.symbols[index + code - first] : undefined;
      if (symbol !== undefined) return symbol;
      index += count;
      first = (first + count) * 2;
      code *= 2;
    }
    throw new Malformed();
  }
}

class Output {
  private bytes = new Uint8Array(4096);
  private length = 0;

  add(byte: number): void {
    if (this.length === MAX_OUTPUT) throw new Malformed();
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  }

  repeat(length: number, distance: number): void {
    if (distance > this.length) throw new Malformed();
    for (let count = 0; count < length; count++) this.add(this.bytes[this.length - distance] ?? 0);
  }

  get whole(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

function stored(bits: Bits, output: Output): void {
  bits.align();
  const length = bits.take(16);
  if (bits.take(16) !== (length ^ 0xffff)) throw new Malformed();
  for (let count = 0; count < length; count++) output.add(bits.take(8));
}

function valueOf(range: Range | undefined, bits: Bits): number {
  if (!range) throw new Malformed();
  return range.from + bits.take(range.bits);
}

function compressed(bits: Bits, output: Output, lengths: Code, distances: Code): void {
  for (let symbol = lengths.read(bits); symbol !== 256; symbol = lengths.read(bits)) {
    if (symbol < 256) output.add(symbol);
    else {
      // The last one stands for the longest length alone.
      const length = symbol === 285 ? 258 : valueOf(LENGTHS[symbol - 257], bits);
      output.repeat(length, valueOf(DISTANCES[distances.read(bits)], bits));
    }
  }
}

/** Reads the two codes of a block that brings its own. */
function ownCodes(bits: Bits): readonly [Code, Code] {
  const [literals, distances, count] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const short = new Array<number>(19).fill(0);
  for (const place of ORDER.slice(0, count)) short[place] = bits.take(3);
  const code = new Code(short);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = code.read(bits);
    const repeated = symbol === 16 ? lengths.at(-1) : 0;
    if (repeated === undefined) throw new Malformed();
    if (symbol < 16) lengths.push(symbol);
    else {
      const times = symbol === 18 ? 11 + bits.take(7) : 3 + bits.take(symbol === 17 ? 3 : 2);
      lengths.push(...new Array<number>(times).fill(repeated));
    }
  }
  return [new Code(lengths.slice(0, literals)), new Code(lengths.slice(literals, literals + distances))];
}

function readBlocks(bits: Bits): Uint8Array {
  const output = new Output();
  for (let isLast = false; !isLast;) {
    isLast = bits.next() === 1;
    const kind = bits.take(2);
    if (kind === 0) stored(bits, output);
    else if (kind === 1) compressed(bits, output, new Code(FIXED_LENGTHS), new Code(FIXED_DISTANCES));
    else if (kind === 2) compressed(bits, output, ...ownCodes(bits));
    else throw new Malformed();
  }
  return output.whole;
}

/** Decompresses zlib data (RFC 1950), whose checksum is not looked at; undefined for what is none or too large. */
export function inflate(bytes: Uint8Array): Uint8Array | undefined {
  const [method = 0, flags = 0] = bytes;
  // Deflate, without a dictionary known beforehand.
  if ((method & 0x0f) !== 8 || (flags & 0x20) !== 0 || (method * 256 + flags) % 31 !== 0) return undefined;
  try {
    return readBlocks(new Bits(bytes, 2));
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
