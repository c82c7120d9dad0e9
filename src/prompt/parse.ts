import { getNodeValue, type Node, parseTree, type ParseError, printParseErrorCode } from 'jsonc-parser';
import { tooDeepAt, tooDeepIn } from './depth';
import { MAX_DEPTH } from './json';
import { type Member, memberOf, membersOf } from './nodes';
import type { JsonPath } from './path';

/** A range of a text in UTF-16 units. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

export interface SyntaxProblem extends TextSpan {
  readonly message: string;
  /** The missing comma or colon, if that is the problem. */
  readonly missing?: ',' | ':';
}

/** A JSON text with its value and the position of each part. */
export interface ParsedDocument {
  /** The text that all offsets refer to: as it was given, without a byte order mark. */
  readonly text: string;
  /** The root of the text as nodes; undefined for an empty text. */
  readonly root: Node | undefined;
  /** The value, as far as it could be read; undefined for an empty text. Built when it is first requested. */
  readonly value: unknown;
  readonly syntaxProblems: readonly SyntaxProblem[];
  /** The value at a path; undefined if there is none. */
  nodeAt(path: JsonPath): Node | undefined;
  /** The member at a path, or undefined if there is none. */
  memberAt(path: JsonPath): Member | undefined;
  /** The span of the value at a path, or of the nearest ancestor that exists. */
  spanOf(path: JsonPath): TextSpan;
  /** The span of the member's name at a path (its value's span for an array item or the root). */
  keySpanOf(path: JsonPath): TextSpan;
}

const SYNTAX_MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value: use a string in double quotes, a number, true, false or null',
  InvalidNumberFormat: 'this is no JSON number',
  PropertyNameExpected: 'a property name in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'the document should end here',
  InvalidCommentToken: 'this comment is not allowed here',
  UnexpectedEndOfComment: 'this comment has no end',
  UnexpectedEndOfString: 'this string has no closing quote',
  UnexpectedEndOfNumber: 'this number is not complete',
  InvalidUnicode: 'this \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter:
    'this escape is not known: use \\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits',
  InvalidCharacter: 'this control character must be written as an escape',
};

const MISSING_SIGNS: Readonly<Record<string, ',' | ':'>> = { CommaExpected: ',', ColonExpected: ':' };

/** The message for the parser's error code. */
export function syntaxMessage(code: string): string {
  return SYNTAX_MESSAGES[code] ?? code;
}

function syntaxProblem(error: ParseError, text: string): SyntaxProblem {
  const code = printParseErrorCode(error.error);
  // At the end of the text there is nothing to underline: point at the last character instead.
  const offset = Math.min(error.offset, Math.max(0, text.length - 1));
  const length = Math.min(Math.max(1, error.length), text.length - offset);
  const missing = MISSING_SIGNS[code];
  return { offset, length, message: syntaxMessage(code), ...(missing && { missing }) };
}

/** Up to this many members, a linear search is faster than a table. */
const FEW = 16;

/**
 * A class rather than an object literal with a getter: V8 keeps such a getter, and with it the entire tree, in the
 * object's hidden class after the object itself is gone, and every later parse pays for that garbage.
 */
class Parsed implements ParsedDocument {
  readonly text: string;
  readonly root: Node | undefined;
  readonly syntaxProblems: readonly SyntaxProblem[];
  private made: { readonly value: unknown } | undefined;
  /** The members of large objects by name: without this, many lookups in one object would take quadratic time. */
  private readonly tables = new Map<Node, ReadonlyMap<string, Member>>();

  constructor(text: string, root: Node | undefined, syntaxProblems: readonly SyntaxProblem[]) {
    this.text = text;
    this.root = root;
    this.syntaxProblems = syntaxProblems;
  }

  get value(): unknown {
    this.made ??= { value: this.root ? (getNodeValue(this.root) as unknown) : undefined };
    return this.made.value;
  }

  nodeAt(path: JsonPath): Node | undefined {
    let node = this.root;
    for (const segment of path) node = node && this.childOf(node, segment);
    return node;
  }

  memberAt(path: JsonPath): Member | undefined {
    const name = path.at(-1);
    const holder = typeof name === 'string' ? this.nodeAt(path.slice(0, -1)) : undefined;
    return holder && this.memberOf(holder, String(name));
  }

  spanOf(path: JsonPath): TextSpan {
    return this.nearestNode(path) ?? { offset: 0, length: 0 };
  }

  keySpanOf(path: JsonPath): TextSpan {
    const node = this.nearestNode(path);
    const property = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    return property ?? node ?? { offset: 0, length: 0 };
  }

  private nearestNode(path: JsonPath): Node | undefined {
    let node = this.root;
    for (const segment of path) {
      const child = node && this.childOf(node, segment);
      if (!child) break;
      node = child;
    }
    return node;
  }

  private childOf(node: Node, segment: string | number): Node | undefined {
    if (node.type === 'array') return typeof segment === 'number' ? node.children?.[segment] : undefined;
    return typeof segment === 'string' ? this.memberOf(node, segment)?.value : undefined;
  }

  /** If a name is repeated, the last one counts, as it does for the value. */
  private memberOf(object: Node, name: string): Member | undefined {
    if ((object.children?.length ?? 0) <= FEW) return memberOf(membersOf(object), name);
    const table =
      this.tables.get(object) ?? new Map(membersOf(object).map((member) => [member.name, member]));
    this.tables.set(object, table);
    return table.get(name);
  }
}

/** The tree of a text, and where it is nested too deeply. */
function parseWithin(
  text: string,
  errors: ParseError[],
): { root: Node | undefined; tooDeep: number | undefined } {
  try {
    const root = parseTree(text, errors, { allowTrailingComma: true });
    return { root, tooDeep: root && tooDeepIn(root, MAX_DEPTH) };
  } catch (error) {
    // The parser is recursive: thousands of nested brackets would exhaust its stack.
    if (!(error instanceof RangeError)) throw error;
    return { root: undefined, tooDeep: tooDeepAt(text, MAX_DEPTH) ?? 0 };
  }
}

/**
 * Parses JSON. Comments, trailing commas and a byte order mark are accepted, because people's files have them and their
 * meaning is certain. Every other error is listed in `syntaxProblems`.
 */
export function parseDocument(source: string): ParsedDocument {
  const text = source.replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    return new Parsed(text, undefined, [{ offset: 0, length: 0, message: 'the document is empty' }]);
  }
  const errors: ParseError[] = [];
  const { root, tooDeep } = parseWithin(text, errors);
  if (tooDeep !== undefined) {
    const message = `this is nested too deeply: more than ${MAX_DEPTH} objects and arrays stand within each other`;
    return new Parsed(text, undefined, [{ offset: tooDeep, length: 1, message }]);
  }
  const problems = errors
    .map((error) => syntaxProblem(error, text))
    // At the end of an incomplete text, everything that is still open lacks its end: one message is enough.
    .filter(({ offset }, index, all) => offset !== all[index - 1]?.offset);
  return new Parsed(text, root, problems);
}
