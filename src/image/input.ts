/** A file that comes in pieces, and where a walk through it stands. What was passed is forgotten. */
export class Input {
  private piece: Uint8Array = new Uint8Array();
  private view = new DataView(this.piece.buffer);
  /** Where the piece begins in the file. */
  private start = 0;
  /** Where the walk stands in the piece, or how far behind its end. */
  private at = 0;

  /** How far the walk has come in the file. */
  get position(): number {
    return this.start + this.at;
  }

  /** Takes the next piece of the file. What is left of the one before is only what the walk waits for: a few bytes. */
  push(next: Uint8Array): void {
    const left = this.piece.length - this.at;
    if (left > 0) {
      const joined = new Uint8Array(left + next.length);
      joined.set(this.piece.subarray(this.at));
      joined.set(next, left);
      this.set(joined, this.position, 0);
    } else this.set(next, this.start + this.piece.length, -left);
  }

  /** Whether a number of bytes can be read from here on. For 0: whether all that was skipped has come. */
  has(count: number): boolean {
    return this.at + count <= this.piece.length;
  }

  skip(count: number): void {
    this.at += count;
  }

  /** Goes on to the next such byte; returns false at the end of the piece. */
  find(byte: number): boolean {
    if (!this.has(1)) return false;
    const found = this.piece.indexOf(byte, this.at);
    this.at = found < 0 ? this.piece.length : found;
    return found >= 0;
  }

  /** One byte, so far from here; as with the others, `has` comes before it. */
  uint8(offset: number): number {
    return this.view.getUint8(this.at + offset);
  }

  uint16(offset: number, littleEndian = false): number {
    return this.view.getUint16(this.at + offset, littleEndian);
  }

  uint32(offset: number, littleEndian = false): number {
    return this.view.getUint32(this.at + offset, littleEndian);
  }

  /** Four bytes as characters: the names of chunks. */
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
