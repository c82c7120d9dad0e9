import type { Node } from './nodes';

/**
 * A child of an object or array together with the text that belongs to it, as offsets in text order: `[comments above
 * it] [child] [comments] [,] [comments on the same line]`. Only white space lies between two slots.
 */
export interface Slot {
  /** The member or item itself. */
  readonly node: Node;
  /** Where the comments above it begin; its own start if it has none. */
  readonly lead: number;
  readonly start: number;
  readonly end: number;
  /** The end of the comments between it and its comma; its own end if there are none. */
  readonly closing: number;
  readonly comma: number | undefined;
  /** The end of everything that belongs to it. */
  readonly after: number;
}

interface Token {
  readonly kind: 'comment' | 'break' | 'comma';
  readonly offset: number;
  readonly end: number;
}

function kindOf(token: string): Token['kind'] {
  if (token === ',') return 'comma';
  return token.startsWith('/') ? 'comment' : 'break';
}

/** The comments, line breaks and commas of a range of text that otherwise has only spaces. */
function tokensOf(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  for (const { 0: token, index } of text
    .slice(from, to)
    .matchAll(/\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|\r\n?|\n|,/g)) {
    tokens.push({ kind: kindOf(token), offset: from + index, end: from + index + token.length });
  }
  return tokens;
}

/** Whether a range between values ends in a line comment, so that whatever follows it must be on a new line. */
export function endsInLineComment(trivia: string): boolean {
  const last = tokensOf(trivia, 0, trivia.length).at(-1);
  return last?.kind === 'comment' && trivia.startsWith('//', last.offset);
}

/** Where the last line break of a range between values is. */
export function lastBreak(
  text: string,
  from: number,
  to: number,
): { offset: number; end: number } | undefined {
  return tokensOf(text, from, to).findLast(({ kind }) => kind === 'break');
}

/** Whether nothing but spaces follows on the line. */
export function endsLine(text: string, offset: number): boolean {
  const rest = /[ \t]*(?:([\r\n])|)/y;
  rest.lastIndex = offset;
  return rest.exec(text)?.[1] !== undefined;
}

/** If a text has no line break up to here, it is taken to have none: JSON on one line may be long. */
const BEGINNING = 10_000;

/** The line break that a text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(beginningOf(text))?.[0] ?? '\n';
}

/** Enough of a text to recognize its layout. */
export function beginningOf(text: string): string {
  return text.slice(0, BEGINNING);
}

/** The indentation of the line at an offset. */
export function indentationAt(text: string, offset: number): string {
  // Step by step: many texts have no carriage return, and a search for one would read all of the text.
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1;
  const indentation = /[ \t]*/y;
  indentation.lastIndex = start;
  return indentation.exec(text)?.[0] ?? '';
}

/**
 * Divides what follows a comma: comments on the same line belong to the child before it, all others to the next child.
 * If the next child begins on that line, they belong to the next child.
 */
function divide(tokens: readonly Token[], from: number, to: number): { after: number; lead: number } {
  const end = tokens.findIndex(({ kind }) => kind === 'break');
  const own = tokens.slice(0, Math.max(0, end));
  const rest = tokens.slice(Math.max(0, end)).find(({ kind }) => kind === 'comment');
  return { after: own.at(-1)?.end ?? from, lead: rest?.offset ?? to };
}

/**
 * Where the comments of the first child begin. Comments on the line of the bracket, or above an empty line, are about
 * the entire container.
 */
function firstLead(text: string, from: number, to: number): number {
  const tokens = tokensOf(text, from, to);
  const empty = tokens.findLastIndex(({ kind }, i) => kind === 'break' && tokens[i + 1]?.kind === 'break');
  return divide(tokens.slice(empty + 1), from, to).lead;
}

interface Ending {
  readonly closing: number;
  readonly comma: number | undefined;
  readonly after: number;
  /** Where the comments of the next child begin. */
  readonly lead: number;
}

function endingOf(text: string, from: number, to: number, last: boolean): Ending {
  const tokens = tokensOf(text, from, to);
  const at = tokens.findIndex(({ kind }) => kind === 'comma');
  const comma = tokens[at];
  const following = tokens.slice(at + 1);
  const { after, lead } = divide(following, comma?.end ?? from, to);
  // On the line of the closing bracket there is no next child to belong to.
  const all = last && !following.some(({ kind }) => kind === 'break') ? following.at(-1)?.end : undefined;
  const whole = all ?? after;
  if (!comma) return { closing: whole, comma: undefined, after: whole, lead };
  const closing = tokens.slice(0, at).findLast(({ kind }) => kind === 'comment')?.end ?? from;
  return { closing, comma: comma.offset, after: whole, lead };
}

/** The end of a child's slot, given everything up to the next child or the closing bracket. */
function endingAt(text: string, container: Node, index: number): Ending | undefined {
  const children = container.children ?? [];
  const node = children[index];
  if (!node) return undefined;
  const next = children[index + 1];
  const close = container.offset + container.length - 1;
  return endingOf(text, node.offset + node.length, next?.offset ?? close, next === undefined);
}

/**
 * The children of an object or array from one index up to another, each with what belongs to it. The text has no syntax
 * errors.
 */
export function slotsBetween(text: string, container: Node, from: number, to: number): Slot[] {
  const children = container.children ?? [];
  const slots: Slot[] = [];
  let lead =
    endingAt(text, container, from - 1)?.lead ??
    firstLead(text, container.offset + 1, children[0]?.offset ?? container.offset + container.length - 1);
  for (let index = from; index < to; index += 1) {
    const node = children[index];
    const ending = endingAt(text, container, index);
    if (!node || !ending) break;
    const { closing, comma, after } = ending;
    slots.push({ node, lead, start: node.offset, end: node.offset + node.length, closing, comma, after });
    lead = ending.lead;
  }
  return slots;
}

/** All children of an object or array, each with what belongs to it. */
export function slotsOf(text: string, container: Node): Slot[] {
  return slotsBetween(text, container, 0, container.children?.length ?? 0);
}
