import { l10n, window, workspace } from 'vscode';
import { type LintedDocument, whyUnreadable } from '../../lint/lint';
import { canonicalEdits } from '../../prompt/canonical';
import type { ActivePrompt } from '../documents/active-prompt';
import type { PromptDocument } from '../documents/prompt-documents';
import type { Linter } from '../linting/linter';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';
import { revealProblem, workspaceEdit } from '../platform/editor';

async function explainSyntax({ document }: PromptDocument, linted: LintedDocument): Promise<void> {
  const first = whyUnreadable(linted);
  if (!first) return;
  const line = document.positionAt(first.offset).line + 1;
  const goTo = l10n.t('Go to Problem');
  const text = l10n.t('Nothing was changed. Line {0}: {1}.', line, first.message);
  if ((await window.showErrorMessage(text, goTo)) === goTo) await revealProblem(document, first);
}

/** `Structured Prompt: Canonicalize`: writes the prompt in its one form, in one step to undo. */
export class CanonicalizeCommand implements Command {
  readonly id = COMMANDS.canonicalize;
  private readonly activePrompt: ActivePrompt;
  private readonly linter: Linter;

  constructor(activePrompt: ActivePrompt, linter: Linter) {
    this.activePrompt = activePrompt;
    this.linter = linter;
  }

  async execute(target?: unknown): Promise<void> {
    const prompt = await this.activePrompt.find(target);
    if (!prompt) return;
    const { document, parsed, located } = prompt;
    this.linter.watch(document);
    if (parsed.syntaxProblems.length > 0) {
      void explainSyntax(prompt, this.linter.lint(prompt));
      return;
    }
    const edits = located.prompts.flatMap(({ root }) => canonicalEdits(parsed.text, root.node));
    if (edits.length === 0) {
      void window.setStatusBarMessage(l10n.t('The prompt is in canonical form already.'), 4000);
      return;
    }
    if (!(await workspace.applyEdit(workspaceEdit(document, edits)))) {
      void window.showErrorMessage(l10n.t('The document could not be changed: it may be read-only.'));
    }
  }
}
