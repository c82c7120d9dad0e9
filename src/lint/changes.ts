import { applyEdits, composeEdits, type TextEdit } from '../prompt/edit';
import { type Node, stringOf } from '../prompt/nodes';
import { indentationUnit } from '../prompt/insertion';
import { parseDocument } from '../prompt/parse';
import { indentationAt, lineBreakOf } from '../prompt/slots';
import type { Fix } from './rule';

/**
 * One of several changes to an object: edits of the text as the changes before it left it, given the object in that
 * text.
 */
export type Step = (text: string, object: Node) => readonly TextEdit[];

interface Excerpt {
  readonly text: string;
  /** Where the excerpt would begin in the entire text. */
  readonly offset: number;
}

/**
 * An object alone, preceded by just enough to show the layout of the entire text: its line breaks, the indentation of
 * one level and that of the object. This way, changing one of many thousands of objects does not require reading the
 * others.
 */
function excerptOf(text: string, { offset, length }: Node): Excerpt {
  const lineBreak = lineBreakOf(text);
  const lead = `//${lineBreak}${indentationUnit(text)}//${lineBreak}${indentationAt(text, offset)}`;
  return { text: lead + text.slice(offset, offset + length), offset: offset - lead.length };
}

function movedBy(edits: readonly TextEdit[], distance: number): TextEdit[] {
  return edits.map((edit) => ({ ...edit, offset: edit.offset + distance }));
}

/** Changes of an object that build on each other, as edits of the original text. `first` are already such edits. */
export function inSteps(
  text: string,
  object: Node,
  first: readonly TextEdit[],
  steps: readonly Step[],
): readonly TextEdit[] {
  const excerpt = excerptOf(text, object);
  let edits: readonly TextEdit[] = movedBy(first, -excerpt.offset);
  for (const step of steps) {
    const now = applyEdits(excerpt.text, edits);
    const { root } = parseDocument(now);
    if (root) edits = composeEdits(edits, step(now, root));
  }
  return movedBy(edits, excerpt.offset);
}

/**
 * A fix whose edits are computed only when someone chooses it, and only once: not for each of many thousands that are
 * listed, nor for each problem that the same fix solves.
 */
export function onDemand(title: string, certain: boolean, work: () => readonly TextEdit[]): Fix {
  let edits: readonly TextEdit[] | undefined;
  return {
    title,
    certain,
    get edits() {
      edits ??= work();
      return edits;
    },
  };
}

/** How many comments begin in a text that has no such marks in strings. */
function comments(text: string): number {
  return text.match(/\/[/*]/g)?.length ?? 0;
}

/** Whether an edit keeps all comments: they may matter even if what it removes does not. */
export function keepsComments(text: string, { offset, length, text: kept }: TextEdit): boolean {
  return comments(text.slice(offset, offset + length)) === comments(kept);
}

/** Appends words to a string in the text, as a sentence of their own or after a comma. */
export function appendWords(string: Node, words: string): TextEdit {
  const before = stringOf(string)?.trimEnd() ?? '';
  const joint = before === '' ? '' : /[.!?]$/.test(before) ? ' ' : ', ';
  const text = joint + JSON.stringify(words.trim()).slice(1, -1);
  return { offset: string.offset + string.length - 1, length: 0, text };
}
