import { applyEdits, composeEdits, type TextEdit } from '../edit';
import { parseDocument } from '../parse';
import { type Cause, Causes } from './causes';
import { LooseReader } from './loose-reader';
import { quotingsOf, type Unquoted } from './quoting';
import { answerStart, areWords, type Block, blocksIn, type Stretch } from './surroundings';
import { skipTrivia } from './trivia';
import { Unreadable } from './unreadable';

/** Where a text cannot be read without guessing, and the JSON parser's name for such an error. */
export interface Failure {
  readonly offset: number;
  readonly code: string;
}

/** A text from a chat or a program that is not JSON. */
export interface ForeignText {
  /** Why it is not JSON, in the order of the text. */
  readonly causes: readonly Cause[];
  /** The edits that turn it into JSON with the same values; undefined if that would require guessing. */
  readonly edits: readonly TextEdit[] | undefined;
  readonly failure: Failure | undefined;
}

/** Prose may have a few brackets of its own before the JSON begins. */
const MOST_BRACKETS = 8;

/** A value that was read somewhere in a part of the text. */
interface Reading extends Stretch {
  readonly edits: readonly TextEdit[];
  readonly causes: readonly Cause[];
}

interface Attempt {
  readonly reading?: Reading;
  /** What was read before the failure. */
  readonly causes: readonly Cause[];
  readonly failure?: Failure;
}

function readAt(text: string, start: number): Attempt & { readonly hasMembers: boolean } {
  const reader = new LooseReader(text, start);
  try {
    const end = reader.read();
    const causes = reader.causes.list();
    return { reading: { start, end, edits: reader.edits, causes }, causes, hasMembers: reader.hasMembers };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { offset, code } = error;
    return { causes: reader.causes.list(), failure: { offset, code }, hasMembers: reader.hasMembers };
  }
}

/** The positions where a value may begin: the first brace, or a bracket before it. */
function startsIn(text: string, { start, end }: Stretch): readonly number[] {
  const brace = text.slice(start, end).indexOf('{');
  if (brace < 0) return [];
  const brackets: number[] = [];
  for (const { index } of text.slice(start, start + brace).matchAll(/\[/g)) brackets.push(start + index);
  return [...brackets.slice(0, MOST_BRACKETS), start + brace];
}

/** Reads the one value in a part of the text, where everything around it must be prose. */
function readIn(text: string, region: Stretch): Attempt {
  let failed: Attempt = { causes: [] };
  for (const start of startsIn(text, region)) {
    const attempt = readAt(text.slice(0, region.end), start);
    const { reading, hasMembers } = attempt;
    if (!reading) {
      // The failure that is furthest along is the most informative.
      if ((attempt.failure?.offset ?? 0) >= (failed.failure?.offset ?? 0)) failed = attempt;
    } else if (hasMembers) {
      const isAlone = areWords(text.slice(region.start, start), text.slice(reading.end, region.end));
      return isAlone ? attempt : { causes: reading.causes };
    }
  }
  return failed;
}

/** Reads a text whose JSON is quoted as a string. */
function readUnquoted(text: string, region: Stretch, { cause, edits }: Unquoted): Reading | undefined {
  const plain = applyEdits(text, edits);
  const { reading } = readIn(plain, { start: region.start, end: region.end + plain.length - text.length });
  const [first] = edits;
  if (!reading || !first || reading.start > first.offset) return undefined;
  const count = edits.length;
  const causes = [{ kind: cause, offset: first.offset, length: Math.max(1, first.length), count }];
  const end = reading.end + text.length - plain.length;
  return { start: reading.start, end, edits: composeEdits(edits, reading.edits), causes };
}

function attemptIn(text: string, region: Stretch): Attempt {
  const attempt = readIn(text, region);
  if (attempt.reading) return attempt;
  for (const quoting of quotingsOf(text, region)) {
    const reading = readUnquoted(text, region, quoting);
    if (reading) return { reading, causes: reading.causes };
  }
  return attempt;
}

/** Removes the text between two offsets unless it is only white space and comments. */
function clear(text: string, from: number, to: number, edits: TextEdit[], causes: Causes): void {
  const own: TextEdit[] = [];
  const seen = new Causes();
  if (skipTrivia(text.slice(0, to), from, own, seen) === to) {
    for (const edit of own) edits.push(edit);
    causes.addAll(seen.list());
    return;
  }
  noteWords(text, { start: from, end: to }, causes);
  // The end of the last line belongs to the file.
  const kept = to === text.length ? to - from - text.slice(from).trimEnd().length : 0;
  edits.push({ offset: from, length: to - kept - from, text: '' });
}

/** Adds what surrounds the JSON as causes: a fence at its line, and prose at its beginning. */
function noteWords(text: string, { start, end }: Stretch, causes: Causes): void {
  const stretch = text.slice(start, end);
  const fence = /(?:`{3,}|~{3,})[\w-]*/.exec(stretch);
  if (fence) causes.add('fence', start + fence.index, fence[0].length);
  const words = fence ? stretch.replace(fence[0], ' '.repeat(fence[0].length)) : stretch;
  const first = /[^\s"'`][^\r\n]*/.exec(words);
  if (first) causes.add('words', start + first.index, first[0].trimEnd().length);
}

/** The JSON of a text, without its surroundings. */
function takeOut(
  text: string,
  region: Stretch,
  { start, end, edits, causes }: Reading,
  seen: Causes,
): ForeignText {
  const all: TextEdit[] = [...edits];
  clear(text, region.start, start, all, seen);
  clear(text, end, region.end, all, seen);
  if (region.start > 0) all.push({ offset: 0, length: region.start, text: '' });
  if (region.end < text.length) {
    all.push({ offset: region.end, length: text.length - region.end, text: '' });
  }
  seen.addAll(causes);
  const isRead = parseDocument(applyEdits(text, all)).syntaxProblems.length === 0;
  return { causes: seen.list(), edits: isRead ? all : undefined, failure: undefined };
}

/** The code blocks that hold a value, or all code blocks if none does. A text that begins with JSON has none. */
function blocksOf(text: string, from: number): readonly Block[] {
  if (/^\s*[[{]/.test(text.slice(from))) return [];
  const blocks = blocksIn(text, from);
  const readable = blocks.filter((block) => attemptIn(text, block).reading !== undefined);
  return readable.length > 0 ? readable : blocks;
}

function inBlock(text: string, from: number, block: Block, seen: Causes): ForeignText {
  seen.add('fence', block.fence.start, block.fence.end - block.fence.start);
  noteWords(text, { start: from, end: block.whole.start }, seen);
  noteWords(text, { start: block.whole.end, end: text.length }, seen);
  return inRegion(text, block, seen);
}

function inRegion(text: string, region: Stretch, seen: Causes): ForeignText {
  const { reading, causes, failure } = attemptIn(text, region);
  if (reading) return takeOut(text, region, reading, seen);
  seen.addAll(causes);
  const prose = /^\s*(\p{L}[^{]*)\{/u.exec(text.slice(region.start, region.end))?.[1];
  if (prose !== undefined) {
    noteWords(text, { start: region.start, end: text.indexOf('{', region.start) }, seen);
  }
  return { causes: seen.list(), edits: undefined, failure };
}

/** Finds out why a text from a chat or a program is not JSON, and how to turn it into JSON. */
export function readForeign(text: string): ForeignText | undefined {
  const seen = new Causes();
  const from = answerStart(text, seen);
  const [block, another] = blocksOf(text, from);
  if (block && another) {
    seen.add('several-blocks', another.fence.start, another.fence.end - another.fence.start);
    return { causes: seen.list(), edits: undefined, failure: undefined };
  }
  const start = from + text.slice(from).search(/\S|$/);
  const found = block
    ? inBlock(text, from, block, seen)
    : inRegion(text, { start: from === 0 ? 0 : start, end: text.length }, seen);
  return found.causes.length > 0 ? found : undefined;
}

/**
 * The JSON that a text from a chat or a program holds; undefined if the text is JSON already, or if it is not certain to
 * hold any.
 */
export function mendedText(text: string): string | undefined {
  if (parseDocument(text).syntaxProblems.length === 0) return undefined;
  const edits = readForeign(text)?.edits;
  return edits && applyEdits(text, edits);
}
