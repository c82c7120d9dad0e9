import { l10n, ViewColumn, window, workspace } from 'vscode';
import { comparePrompts } from '../../diff/compare/compare-prompts';
import { describeChanges } from '../../diff/describe/describe-changes';
import { changeSentence } from '../../diff/describe/sentences';
import { applyEdits, type TextEdit } from '../../prompt/edit';
import { displayName } from '../../prompt/kind';
import { promptOfTask } from '../../prompt/located-document';
import { valueOf } from '../../prompt/nodes';
import { format } from '../../protocol/strings';
import { promptOf, promptTextOf } from '../../run/record/run-prompt';
import type { Run } from '../../run/record/store';
import { asPromptDocument, type PromptDocument } from '../documents/prompt-documents';
import { workspaceEdit } from '../platform/editor';
import { plain } from '../platform/plain';
import { changeTexts } from './change-texts';
import { promptEdits } from './prompt-edit';
import type { RunPrompts } from './run-prompts';

/** The most changes that are listed one by one. */
const MOST_CHANGES = 12;

/** What would change, in sentences. Changes of the formatting alone have none. */
function changesInWords(present: PromptDocument, task: number, run: Run): readonly string[] {
  const node = promptOfTask(present.located, task)?.root.node;
  const views = describeChanges(comparePrompts(node && valueOf(node), promptOf(run.record)));
  const texts = changeTexts();
  return views.map((view) => changeSentence(view, (key, ...args) => format(texts[key], ...args)));
}

function detailOf(present: PromptDocument, task: number, run: Run): string {
  if (present.parsed.syntaxProblems.length > 0) {
    return l10n.t('The document cannot be read at present: all of it would be replaced.');
  }
  const changes = changesInWords(present, task, run);
  if (changes.length === 0) return l10n.t('Only how it is written would change.');
  const told = changes.slice(0, MOST_CHANGES);
  const more = changes.length - told.length;
  return [...told, ...(more > 0 ? [l10n.t('and {0} more changes', more)] : [])].join('\n');
}

async function confirm(present: PromptDocument, task: number, run: Run): Promise<boolean> {
  const name = plain(displayName(present.document.uri.path));
  const question = l10n.t('Put the prompt of this run back into {0}?', name);
  const act = l10n.t('Use This Prompt');
  const detail = detailOf(present, task, run);
  return (await window.showInformationMessage(question, { modal: true, detail }, act)) === act;
}

async function apply(
  { document }: PromptDocument,
  edits: readonly TextEdit[],
  version: number,
): Promise<void> {
  if (document.version !== version) {
    void window.showWarningMessage(l10n.t('The document has changed meanwhile: nothing was done.'));
    return;
  }
  if (await workspace.applyEdit(workspaceEdit(document, edits))) return;
  void window.showErrorMessage(l10n.t('The document could not be changed: it may be read-only.'));
}

/**
 * Shows what would change, then puts the exact prompt of a run back into a document, in one step to undo. In a task file,
 * it replaces the prompt of one task, counted from 0.
 */
export async function usePrompt(
  run: Run,
  prompt: PromptDocument,
  task: number,
  prompts: RunPrompts,
): Promise<void> {
  const { document } = prompt;
  const text = await promptTextOf(run);
  if (text === undefined) {
    void window.showInformationMessage(l10n.t('The prompt of this run is not known.'));
    return;
  }
  // The current text, which may have changed during the reading.
  const present = asPromptDocument(document) ?? prompt;
  const edits = promptEdits(present, task, text);
  if (!edits) {
    const words =
      present.parsed.syntaxProblems.length > 0
        ? l10n.t('The document cannot be read at present: mend it first.')
        : l10n.t('This task has no structured prompt that could be replaced.');
    void window.showInformationMessage(words);
    return;
  }
  if (edits.length === 0) {
    void window.showInformationMessage(l10n.t('The document holds exactly this prompt already.'));
    return;
  }
  const { version } = document;
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const becomes = applyEdits(present.parsed.text, edits);
  const isMeant = await prompts.whilePreviewing(
    document.uri,
    run,
    becomes,
    shown?.viewColumn ?? ViewColumn.One,
    () => confirm(present, task, run),
  );
  if (isMeant) await apply(present, edits, version);
}
