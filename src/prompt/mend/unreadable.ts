/** A place where a text cannot be read without a guess, by the name that the JSON parser has for such a fault. */
export class Unreadable extends Error {
  readonly offset: number;
  readonly code: string;

  constructor(offset: number, code: string) {
    super(code);
    this.offset = offset;
    this.code = code;
  }
}
