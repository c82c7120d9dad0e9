import { smallestEdits, type TextEdit } from '../../prompt/edit';
import { promptOfTask } from '../../prompt/located-document';
import type { PromptDocument } from '../documents/prompt-documents';

/** Indents the lines of a standalone value for its position in a document. */
function indented(text: string, indentation: string): string {
  return text.trimEnd().replaceAll('\n', `\n${indentation}`);
}

/** The line endings of a document's text. */
function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * The edits that put a prompt into a document. The prompt replaces all of a prompt file, or the prompt of one task, counted
 * from 0. Empty if the document has exactly the same text already; undefined for a task that has no structured prompt or
 * whose file does not parse.
 */
export function promptEdits(
  { located }: Pick<PromptDocument, 'located'>,
  task: number,
  prompt: string,
): readonly TextEdit[] | undefined {
  const { kind, parsed } = located;
  const { text } = parsed;
  const own = prompt.replaceAll(/\r?\n/g, lineEnd(text));
  if (kind === 'prompt') return smallestEdits(text, [{ offset: 0, length: text.length, text: own }]);
  const isTorn = parsed.syntaxProblems.length > 0;
  const node = isTorn ? undefined : promptOfTask(located, task)?.root.node;
  if (!node) return undefined;
  const lineStart = text.lastIndexOf('\n', node.offset - 1) + 1;
  const [indentation = ''] = /^[ \t]*/.exec(text.slice(lineStart, node.offset)) ?? [];
  const { offset, length } = node;
  return smallestEdits(text, [{ offset, length, text: indented(own, indentation) }]);
}
