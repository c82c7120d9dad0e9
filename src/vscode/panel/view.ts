import { l10n } from 'vscode';
import { type LintedDocument, whyUnreadable } from '../../lint/lint';
import { displayName } from '../../prompt/kind';
import { positionMapper } from '../../prompt/position';
import type { DocumentView } from '../../protocol/messages';
import { tasksOf } from '../../task/build';
import type { PromptDocument } from '../documents/prompt-documents';

/** A document as the panel shows it. */
export function documentView(
  { document, kind, parsed }: PromptDocument,
  linted: LintedDocument,
): DocumentView {
  const reason = whyUnreadable(linted);
  const start = reason && positionMapper(parsed.text)(reason.offset);
  return {
    uri: document.uri.toString(),
    name: displayName(document.uri.path),
    kind,
    tasks: kind === 'prompt' ? 1 : tasksOf(parsed.value).length,
    problem:
      reason && start ? { message: reason.message, line: start.line + 1, column: start.column + 1 } : null,
  };
}

/** The title of the panel's tab. */
export function panelTitle(document: DocumentView | null): string {
  return document ? l10n.t('Studio: {0}', document.name) : l10n.t('Structured Prompt Studio');
}
