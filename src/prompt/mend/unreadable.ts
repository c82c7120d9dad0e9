/** A position where a text cannot be read without guessing, with the JSON parser's name for such an error. */
export class Unreadable extends Error {
  readonly offset: number;
  readonly code: string;

  constructor(offset: number, code: string) {
    super(code);
    this.offset = offset;
    this.code = code;
  }
}
