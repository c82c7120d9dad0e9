import type { TextEdit } from '../edit';
import { Causes } from './causes';
import { isQuote, StringReader } from './strings';
import { skipTrivia, STRANGE_SPACES } from './trivia';
import { Unreadable } from './unreadable';

/** Deeper than any prompt, and shallow enough for the stack. */
const DEEPEST = 200;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** A number with a sign before it, or without a digit on one side of its point. */
const LOOSE_NUMBER = /^([+-]?)(0|[1-9]\d*)?(?:\.(\d*))?((?:[eE][+-]?\d+)?)$/;
const PYTHON: Readonly<Record<string, string>> = { None: 'null', True: 'true', False: 'false' };
const WORD = new RegExp(String.raw`[^\s,:;(){}[\]"'\`\uFF0C\uFF1A${STRANGE_SPACES}]+`, 'y');
const BARE_KEY = /[\p{L}_$][\p{L}\p{M}\p{N}_$-]*/uy;
const WIDE: Readonly<Record<string, string>> = { ',': '\uFF0C', ':': '\uFF1A' };

/** The same number as JSON writes it. */
function plainNumber(word: string): string | undefined {
  const match = LOOSE_NUMBER.exec(word);
  if (!match) return undefined;
  const [, sign, whole, fraction, exponent = ''] = match;
  if (whole === undefined && !fraction) return undefined;
  const point = fraction === undefined ? '' : `.${fraction === '' ? '0' : fraction}`;
  return `${sign === '-' ? '-' : ''}${whole ?? '0'}${point}${exponent}`;
}

function matchAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

/**
 * Reads a value as people, chats and programs write it, but strictly: each part must have only one meaning. Collects the
 * edits that turn it into JSON, and why they are needed. Throws `Unreadable` if it would have to choose.
 */
export class LooseReader {
  readonly edits: TextEdit[] = [];
  readonly causes = new Causes();
  /** Whether it has found an object with a member: brackets in prose have none. */
  hasMembers = false;
  private readonly text: string;
  private readonly strings: StringReader;
  private offset: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.offset = start;
    this.strings = new StringReader(text, this.edits, this.causes);
  }

  /** Reads the value that begins here and returns where it ends. */
  read(): number {
    this.value(0);
    return this.offset;
  }

  private skip(): string {
    this.offset = skipTrivia(this.text, this.offset, this.edits, this.causes);
    return this.text.charAt(this.offset);
  }

  private replace(length: number, text: string): void {
    this.edits.push({ offset: this.offset, length, text });
    this.offset += length;
  }

  private value(depth: number): void {
    if (depth > DEEPEST) throw new Unreadable(this.offset, 'ValueExpected');
    const character = this.skip();
    if (character === '{') this.object(depth);
    else if (character === '[') this.list(']', depth);
    else if (character === '(') this.tuple(depth);
    else if (isQuote(character)) this.offset = this.strings.read(this.offset);
    else this.word();
  }

  private object(depth: number): void {
    this.offset += 1;
    while (this.skip() !== '}') {
      this.key();
      this.sign(':', 'ColonExpected');
      this.value(depth + 1);
      this.hasMembers = true;
      if (this.skip() !== '}') this.sign(',', 'CommaExpected');
    }
    this.offset += 1;
  }

  private list(closing: string, depth: number): void {
    this.offset += 1;
    while (this.skip() !== closing) {
      this.value(depth + 1);
      if (this.skip() !== closing) this.sign(',', 'CommaExpected');
    }
    if (closing === ']') this.offset += 1;
  }

  private tuple(depth: number): void {
    const start = this.offset;
    this.causes.add('tuples', start, 1);
    this.edits.push({ offset: start, length: 1, text: '[' });
    this.list(')', depth);
    // Without a comma this is not a tuple, just its only value in parentheses.
    if (!this.text.slice(start, this.offset).includes(',')) throw new Unreadable(start, 'ValueExpected');
    this.replace(1, ']');
  }

  private key(): void {
    if (isQuote(this.text.charAt(this.offset))) {
      this.offset = this.strings.read(this.offset);
      return;
    }
    const name = matchAt(BARE_KEY, this.text, this.offset);
    // Python writes `null` for the key None; JavaScript does not know None.
    if (name === undefined || Object.hasOwn(PYTHON, name)) {
      throw new Unreadable(this.offset, 'PropertyNameExpected');
    }
    this.causes.add('bare-keys', this.offset, name.length);
    this.edits.push({ offset: this.offset, length: 0, text: '"' });
    this.offset += name.length;
    this.replace(0, '"');
  }

  private sign(sign: ',' | ':', code: string): void {
    const character = this.skip();
    if (character === WIDE[sign]) {
      this.causes.add('wide-signs', this.offset, 1);
      this.replace(1, sign);
    } else if (character === sign) this.offset += 1;
    else throw new Unreadable(this.offset, code);
  }

  private word(): void {
    const word = matchAt(WORD, this.text, this.offset) ?? '';
    if (/^(?:true|false|null)$/.test(word) || NUMBER.test(word)) {
      this.offset += word.length;
      return;
    }
    const python = Object.hasOwn(PYTHON, word) ? PYTHON[word] : undefined;
    const plain = python ?? plainNumber(word);
    if (plain === undefined) {
      throw new Unreadable(this.offset, word === '' ? 'ValueExpected' : 'InvalidSymbol');
    }
    this.causes.add(python === undefined ? 'numbers' : 'python-words', this.offset, word.length);
    this.replace(word.length, plain);
  }
}
