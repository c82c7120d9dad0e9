import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  parseTree,
  type ParseError,
  printParseErrorCode,
} from 'jsonc-parser';
import type { JsonPath } from './path';

/** A stretch of a text in UTF-16 units. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

export interface SyntaxProblem extends TextSpan {
  readonly message: string;
}

/** A JSON text with its value and where each part of it stands. */
export interface ParsedDocument {
  readonly text: string;
  /** The value, as far as it could be read; undefined for an empty text. */
  readonly value: unknown;
  readonly syntaxProblems: readonly SyntaxProblem[];
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

function syntaxProblem(error: ParseError, text: string): SyntaxProblem {
  const code = printParseErrorCode(error.error);
  // At the end of the text there is nothing to underline: point at the last character instead.
  const offset = Math.min(error.offset, Math.max(0, text.length - 1));
  return { offset, length: Math.max(1, error.length), message: SYNTAX_MESSAGES[code] ?? code };
}

function nearestNode(root: Node | undefined, path: JsonPath): Node | undefined {
  if (!root) return undefined;
  for (let length = path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node;
  }
  return root;
}

/**
 * Parses JSON. Comments and trailing commas are accepted, and a byte order mark: people's files have them and their
 * meaning is certain. Everything else that is wrong is in `syntaxProblems`, all of it.
 */
export function parseDocument(source: string): ParsedDocument {
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const syntaxProblems = errors.map((error) => syntaxProblem(error, text));
  if (!root && syntaxProblems.length === 0) {
    syntaxProblems.push({ offset: 0, length: 0, message: 'the document is empty' });
  }
  return {
    text,
    value: root ? (getNodeValue(root) as unknown) : undefined,
    syntaxProblems,
    spanOf(path) {
      return nearestNode(root, path) ?? { offset: 0, length: 0 };
    },
    keySpanOf(path) {
      const node = nearestNode(root, path);
      const property = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
      return property ?? node ?? { offset: 0, length: 0 };
    },
  };
}
