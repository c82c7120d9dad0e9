import type { TextEdit } from '../edit';
import type { CauseKind, Causes } from './causes';
import { Unreadable } from './unreadable';

interface Quotes {
  readonly closing: string;
  /** Undefined for JSON's own quotes. */
  readonly cause: CauseKind | undefined;
}

/** The quotes that may open a string, with those that close each. */
const QUOTES: ReadonlyMap<string, Quotes> = new Map(
  (
    [
      ['"', '"', undefined],
      ["'", "'", 'single-quotes'],
      ['`', '`', 'backticks'],
      ['\u201C', '\u201D', 'curly-quotes'],
      ['\u201D', '\u201D', 'curly-quotes'],
      ['\u201E', '\u201C\u201D', 'curly-quotes'],
      ['\u2018', '\u2019', 'curly-quotes'],
      ['\u2019', '\u2019', 'curly-quotes'],
      ['\u201A', '\u2018\u2019', 'curly-quotes'],
      ['\u00AB', '\u00BB', 'curly-quotes'],
      ['\uFF02', '\uFF02', 'curly-quotes'],
    ] as const
  ).map(([opening, closing, cause]) => [opening, { closing, cause }]),
);

/** Whether a character may open a string. */
export function isQuote(character: string): boolean {
  return QUOTES.has(character);
}

/** Escapes that JSON also has. */
const KNOWN_ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** Escapes of Python and JavaScript: hexadecimal digits, a quote, or a line continuation. */
const FOREIGN_ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|u\{([0-9a-fA-F]{1,6})\}|(['`\u2018\u2019\u201C\u201D])|\r\n?|\n)/y;
const CONTROL: Readonly<Record<string, string>> = { '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** Characters as a JSON string writes them. */
function literal(characters: string): string {
  return JSON.stringify(characters).slice(1, -1);
}

/** What JSON writes for a foreign escape; undefined if the character does not exist. */
function translated([, byte, long, braced, quote = '']: RegExpExecArray): string | undefined {
  const digits = byte ?? long ?? braced;
  if (digits === undefined) return quote;
  const code = parseInt(digits, 16);
  return code > 0x10ffff ? undefined : literal(String.fromCodePoint(code));
}

/** Reads a string in any kind of quotes, up to the first one that closes it. */
export class StringReader {
  private readonly text: string;
  private readonly edits: TextEdit[];
  private readonly causes: Causes;

  constructor(text: string, edits: TextEdit[], causes: Causes) {
    this.text = text;
    this.edits = edits;
    this.causes = causes;
  }

  /** The end of the string that begins at an offset. */
  read(start: number): number {
    const opening = this.text.charAt(start);
    const { closing, cause } = QUOTES.get(opening) ?? { closing: '"', cause: undefined };
    if (cause) {
      this.causes.add(cause, start, 1);
      this.replace(start, 1, '"');
    }
    let offset = start + 1;
    for (;;) {
      const character = this.text.charAt(offset);
      if (character === '') throw new Unreadable(start, 'UnexpectedEndOfString');
      if (closing.includes(character)) break;
      // A second opening quote would be one too many.
      if (cause === 'curly-quotes' && character === opening) throw new Unreadable(offset, 'CommaExpected');
      offset = this.character(offset, start, opening);
    }
    if (cause) this.replace(offset, 1, '"');
    return offset + 1;
  }

  private replace(offset: number, length: number, text: string): void {
    this.edits.push({ offset, length, text });
  }

  private character(offset: number, start: number, opening: string): number {
    const character = this.text.charAt(offset);
    if (character === '\\') return this.escape(offset, opening);
    if (character === '"') {
      this.replace(offset, 0, '\\');
      return offset + 1;
    }
    if (opening === '`' && this.text.startsWith('${', offset)) throw new Unreadable(offset, 'InvalidSymbol');
    if (character === '\n' || character === '\r') return this.lineBreak(offset, start, opening);
    if (character < ' ') {
      this.causes.add('control-characters', offset, 1);
      this.replace(offset, 1, CONTROL[character] ?? literal(character));
    }
    return offset + 1;
  }

  /** Only in backticks can a line break be part of the string: in other quotes, the closing quote may be missing. */
  private lineBreak(offset: number, start: number, opening: string): number {
    if (opening !== '`') throw new Unreadable(start, 'UnexpectedEndOfString');
    const length = this.text.startsWith('\r\n', offset) ? 2 : 1;
    this.replace(offset, length, '\\n');
    return offset + length;
  }

  private escape(offset: number, opening: string): number {
    KNOWN_ESCAPE.lastIndex = offset;
    const known = KNOWN_ESCAPE.exec(this.text)?.[0];
    if (known !== undefined) return offset + known.length;
    FOREIGN_ESCAPE.lastIndex = offset;
    const foreign = FOREIGN_ESCAPE.exec(this.text);
    const text = foreign ? translated(foreign) : undefined;
    // In JSON's own quotes, a line continuation is more likely a broken line.
    const isTorn = opening === '"' && /[\r\n]/.test(foreign?.[0] ?? '');
    if (!foreign || text === undefined || isTorn) throw new Unreadable(offset, 'InvalidEscapeCharacter');
    if (opening === '"') this.causes.add('escapes', offset, foreign[0].length);
    this.replace(offset, foreign[0].length, text);
    return offset + foreign[0].length;
  }
}
