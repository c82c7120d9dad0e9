import { commands, l10n, window } from 'vscode';
import type { PromptDocument } from '../documents/prompt-documents';
import type { Linter } from '../linting/linter';
import { COMMANDS } from '../platform/contributions';
import { revealProblem } from '../platform/editor';
import { plain } from '../platform/plain';
import type { Offer } from './offer';

/** Explains that nothing is sent from a workspace that is not trusted. */
export function explainRestriction(): void {
  const trust = l10n.t('Manage Workspace Trust');
  const message = l10n.t('In Restricted Mode nothing is sent. Trust the workspace first.');
  void window.showWarningMessage(message, trust).then((chosen) => {
    if (chosen === trust) void commands.executeCommand('workbench.trust.manage');
  });
}

/** Explains why a document is not sent, and offers to go to its first problem. */
export async function explainBlock(prompt: PromptDocument, linter: Linter): Promise<void> {
  const { document } = prompt;
  const errors = linter.lint(prompt).problems.filter(({ blocking }) => blocking);
  const [first] = errors;
  if (!first) return;
  const line = document.positionAt(first.offset).line + 1;
  const goTo = l10n.t('Go to Problem');
  const more = errors.length > 1 ? l10n.t(' ({0} problems in all)', errors.length) : '';
  const text = l10n.t('Nothing was sent. Line {0}: {1}{2}', line, plain(first.message), more);
  if ((await window.showErrorMessage(text, goTo)) === goTo) await revealProblem(document, first);
}

/** Explains why Generate draws a proof and makes no image. */
export class Hints {
  /** A notification explains once per window how to get images; the panel always does. */
  private hinted = false;

  give({ reason, tasks }: Pick<Offer, 'reason' | 'tasks'>): void {
    const nothing = tasks.length === 0;
    if (nothing && reason === 'untrusted') explainRestriction();
    if (reason !== 'no-key' || (this.hinted && !nothing)) return;
    this.hinted = true;
    const setKey = l10n.t('Set API Key…');
    const text = nothing
      ? l10n.t('A sentence has no layout to draw. Set an API key to generate images from it.')
      : l10n.t('Without an API key, Generate draws a free layout proof. Set a key to generate images.');
    void window.showInformationMessage(text, setKey).then((chosen) => {
      if (chosen === setKey) void commands.executeCommand(COMMANDS.setApiKey);
    });
  }
}
