import { commands } from 'vscode';
import type { PanelMessage } from '../../protocol/messages';
import type { Controls } from '../documents/controls';
import type { PromptDocument } from '../documents/prompt-documents';
import type { Linter } from '../linting/linter';
import { COMMANDS } from '../platform/contributions';
import { revealProblem } from '../platform/editor';

/** Requests about the document that the panel shows. */
export type DocumentAction = Extract<
  PanelMessage,
  { readonly type: 'setControls' | 'generate' | 'showProblem' }
>;

export interface DocumentActionServices {
  readonly controls: Pick<Controls, 'set'>;
  readonly linter: Pick<Linter, 'lint'>;
}

/**
 * Carries out a request about the document that the person saw. False if the panel shows another one by now: then it does
 * nothing to either, because a click on Generate costs money.
 */
export async function actOn(
  prompt: PromptDocument | undefined,
  message: DocumentAction,
  { controls, linter }: DocumentActionServices,
): Promise<boolean> {
  const shown = prompt?.document.uri.toString();
  if (!prompt || shown !== message.document) return false;
  const { uri } = prompt.document;
  switch (message.type) {
    case 'setControls':
      await controls.set(uri, message.controls);
      return true;
    case 'generate':
      await commands.executeCommand(COMMANDS.generate, uri);
      return true;
    case 'showProblem': {
      const [first] = linter.lint(prompt).problems;
      if (first) await revealProblem(prompt.document, first);
      return true;
    }
  }
}
