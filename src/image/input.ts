/** The input of a walk through a file that arrives in pieces. Pieces are dropped when the walk has passed them. */
export class Input {
  private piece: Uint8Array = new Uint8Array();
  private view = new DataView(this.piece.buffer);
  /** The piece's offset in the file. */
  private start = 0;
  /** The walk's position in the piece; it may be beyond its end. */
  private at = 0;

  /** The walk's position in the file. */
  get position(): number {
    return this.start + this.at;
  }

  /**
   * Adds the next piece of the file. At most a few bytes of the previous one are kept, for which the walk is waiting.
   */
  push(next: Uint8Array): void {
    const left = this.piece.length - this.at;
    if (left > 0) {
      const joined = new Uint8Array(left + next.length);
      joined.set(this.piece.subarray(this.at));
      joined.set(next, left);
      this.set(joined, this.position, 0);
    } else this.set(next, this.start + this.piece.length, -left);
  }

  /** Whether this many bytes can be read from here on. For 0: whether everything that was skipped has arrived. */
  has(count: number): boolean {
    return this.at + count <= this.piece.length;
  }

  skip(count: number): void {
    this.at += count;
  }

  /** Moves to the next byte of this value; returns false at the end of the piece. */
  find(byte: number): boolean {
    if (!this.has(1)) return false;
    const found = this.piece.indexOf(byte, this.at);
    this.at = found < 0 ? this.piece.length : found;
    return found >= 0;
  }

  /** Reads one byte at an offset from here. As for the others, check `has` before. */
  uint8(offset: number): number {
    return this.view.getUint8(this.at + offset);
  }

  uint16(offset: number, littleEndian = false): number {
    return this.view.getUint16(this.at + offset, littleEndian);
  }

  uint32(offset: number, littleEndian = false): number {
    return this.view.getUint32(this.at + offset, littleEndian);
  }

  /** Reads four bytes as characters: the names of chunks. */
  fourCharacters(offset: number): string {
    const from = this.at + offset;
    return String.fromCharCode(...this.piece.subarray(from, from + 4));
  }

  private set(piece: Uint8Array, start: number, at: number): void {
    this.piece = piece;
    this.view = new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
    this.start = start;
    this.at = at;
  }
}
