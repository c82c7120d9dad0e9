import { findNodeAtLocation, getLocation } from 'jsonc-parser';
import { commentsOf } from './comments';
import type { Node } from './nodes';
import type { ParsedDocument, TextSpan } from './parse';
import type { JsonPath } from './path';

/** What a position in a text belongs to, even if the text is incomplete there. */
export interface Cursor {
  /**
   * The path of the member or item at the position; at a key, its last segment is the part of the name that is written
   * so far.
   */
  readonly path: JsonPath;
  readonly atKey: boolean;
  /** What is already written there: the complete key or value, or the letters of an unquoted word. */
  readonly token: TextSpan;
  /** The object or array that holds the member or item. */
  readonly holder: Node | undefined;
}

function wordAt(text: string, offset: number): TextSpan {
  const word = /[^\s":,{}[\]]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  return { offset: offset - word.length, length: word.length };
}

function isInComment(text: string, offset: number): boolean {
  return commentsOf(text).some((comment) => {
    const end = comment.offset + comment.length;
    return offset > comment.offset && (offset < end || (offset === end && text[comment.offset + 1] === '/'));
  });
}

/** What a position in a document belongs to; undefined in a comment and outside of any object or array. */
export function cursorAt({ text, root }: ParsedDocument, offset: number): Cursor | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (!root || path.length === 0 || isInComment(text, offset)) return undefined;
  const written = previousNode && offset <= previousNode.offset + previousNode.length;
  return {
    path,
    atKey: isAtPropertyKey,
    token: written ? previousNode : wordAt(text, offset),
    holder: findNodeAtLocation(root, path.slice(0, -1)),
  };
}

/** The comma that a member or item inserted at an offset needs; empty if there already is one or nothing follows. */
export function commaBefore(text: string, offset: number): string {
  const next = /(?:\s|\/\/[^\r\n]*|\/\*[^]*?\*\/)*([^]?)/y;
  next.lastIndex = offset;
  return [',', '}', ']', ''].includes(next.exec(text)?.[1] ?? '') ? '' : ',';
}
