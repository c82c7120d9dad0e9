import type { Node } from './nodes';

const QUOTE = 0x22;
const ASTERISK = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const OPENING = [0x5b, 0x7b];
const CLOSING = [0x5d, 0x7d];

/** The offset after a string. It ends at the end of its line at the latest: there it is broken, and JSON continues. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === BACKSLASH) at++;
    else if (sign === QUOTE || sign === 0x0a || sign === 0x0d) return at + 1;
  }
  return text.length;
}

/** The offset after a comment, or after the slash if there is none. */
function endOfComment(text: string, start: number): number {
  const second = text.charCodeAt(start + 1);
  if (second !== SLASH && second !== ASTERISK) return start + 1;
  const end = second === SLASH ? '\n' : '*/';
  const found = text.indexOf(end, start + 2);
  return found < 0 ? text.length : found + end.length;
}

/**
 * Where in a parsed tree objects and arrays are nested more deeply than `levels`; undefined if they never are. It does
 * not recurse any deeper than that itself.
 */
export function tooDeepIn(node: Node, levels: number): number | undefined {
  if (!node.children) return undefined;
  const inside = node.type === 'property' ? levels : levels - 1;
  if (inside < 0) return node.offset;
  for (const child of node.children) {
    const found = tooDeepIn(child, inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The same for a text that is too deep for the parser. Brackets in comments and strings do not count, and a bracket of
 * the wrong kind closes nothing.
 */
export function tooDeepAt(text: string, levels: number): number | undefined {
  const open: number[] = [];
  for (let at = 0; at < text.length;) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(text, at);
    else if (sign === SLASH) at = endOfComment(text, at);
    else {
      if (sign === OPENING[0] || sign === OPENING[1]) {
        if (open.length >= levels) return at;
        open.push(sign);
      } else if (sign === CLOSING[0] || sign === CLOSING[1]) {
        if (open.at(-1) === sign - 2) open.pop();
      }
      at++;
    }
  }
  return undefined;
}
