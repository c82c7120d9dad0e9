import { applyEdits, composeEdits, type TextEdit } from '../prompt/edit';
import { type Node, stringOf } from '../prompt/nodes';
import { parseDocument } from '../prompt/parse';

/** One of several changes: edits of the text that the changes before it left. */
export type Step = (text: string, root: Node | undefined) => readonly TextEdit[];

/** Changes that build on each other, as edits of the text before all of them. */
export function inSteps(text: string, steps: readonly Step[]): readonly TextEdit[] {
  let edits: readonly TextEdit[] = [];
  for (const step of steps) {
    const now = applyEdits(text, edits);
    edits = composeEdits(edits, step(now, parseDocument(now).root));
  }
  return edits;
}

/** How many comments begin in a stretch that has no such marks within strings. */
function comments(text: string): number {
  return text.match(/\/[/*]/g)?.length ?? 0;
}

/** Whether a removal of something that says nothing leaves all comments where they are: what they say may matter. */
export function keepsComments(text: string, { offset, length, text: kept }: TextEdit): boolean {
  return comments(text.slice(offset, offset + length)) === comments(kept);
}

/** Adds words to a string that is written in the text, as a sentence of their own or after a comma. */
export function appendWords(string: Node, words: string): TextEdit {
  const before = stringOf(string)?.trimEnd() ?? '';
  const joint = before === '' ? '' : /[.!?]$/.test(before) ? ' ' : ', ';
  const text = joint + JSON.stringify(words.trim()).slice(1, -1);
  return { offset: string.offset + string.length - 1, length: 0, text };
}
