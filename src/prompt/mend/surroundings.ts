import type { Causes } from './causes';

/** A part of a text by its start and end. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const THINKING = /^\s*<(think|thinking|reasoning|thought)>/i;
const THOUGHT = /<\/(?:think|thinking|reasoning|thought)>/gi;
const LINE = /([^\r\n]*)(?:\r\n?|\n|$)/y;
const FENCE = /^[ \t>]*(`{3,}|~{3,})([^`]*)$/;
/** A chat shows only a few blocks; a text with more is another kind of document. */
const MOST_BLOCKS = 16;

/** Where the answer begins after a model's reasoning; 0 if there is none. */
export function answerStart(text: string, causes: Causes): number {
  const opening = THINKING.exec(text);
  const closings = [...text.matchAll(THOUGHT)];
  // Some models leave out the opening mark. If a text begins with JSON, the mark is only mentioned in it.
  const closing = opening ? closings[0] : /^\s*[[{"'`]/.test(text) ? undefined : closings.at(-1);
  if (!closing) return 0;
  const offset = opening ? text.indexOf('<') : closing.index;
  causes.add('reasoning', offset, (opening ?? closing)[0].trim().length);
  return closing.index + closing[0].length;
}

/** A code block in Markdown, with the position of its first fence. */
export interface Block extends Stretch {
  readonly fence: Stretch;
  /** Whether it has both of its fences. */
  readonly whole: Stretch;
}

/** The code blocks after an offset. Reads line by line, so that no text makes this slow. */
export function blocksIn(text: string, from: number): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly mark: string; readonly fence: Stretch; readonly start: number } | undefined;
  let offset = from;
  while (offset < text.length && blocks.length < MOST_BLOCKS) {
    LINE.lastIndex = offset;
    const [whole, line] = LINE.exec(text) ?? ['', ''];
    const [found = '', mark = '', info = ''] = FENCE.exec(line) ?? [];
    const next = offset + whole.length;
    if (!open && mark !== '') {
      const start = offset + found.indexOf(mark);
      open = { mark, fence: { start, end: start + mark.length }, start: next };
    } else if (open && mark.startsWith(open.mark) && info.trim() === '') {
      const { fence, start } = open;
      blocks.push({ start, end: offset, fence, whole: { start: fence.start, end: next } });
      open = undefined;
    }
    offset = next;
  }
  return blocks;
}

/** Whether all brackets are paired, so that none of them can belong to the JSON. */
function isBalanced(words: string): boolean {
  let open = 0;
  for (const [bracket] of words.matchAll(/[[\]]/g)) {
    open += bracket === '[' ? 1 : -1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** Whether the text around a value can only be prose, not part of broken JSON. */
export function areWords(before: string, behind: string): boolean {
  if (/[{}]|["\u201D']\s*:/.test(before + behind) || /^\s*[,:]/.test(behind)) return false;
  return isBalanced(before) && isBalanced(behind);
}
