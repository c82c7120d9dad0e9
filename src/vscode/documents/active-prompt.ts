import { l10n, Uri, window } from 'vscode';
import { asPromptDocument, openPrompt, type PromptDocument } from './prompt-documents';

/** The prompt in the active text editor; undefined where that holds none. */
export function editorPrompt(): PromptDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document && asPromptDocument(document);
}

/** Finds the prompt that is shown outside text editors; resolves with undefined if there is none. */
type PromptProvider = () => Promise<PromptDocument | undefined>;

/** Finds the prompt that a person is working on, in an editor or in the panel. */
export class ActivePrompt {
  private provider: PromptProvider | undefined;

  /** Registers what finds the prompt that is in front outside text editors. */
  provide(provider: PromptProvider): void {
    this.provider = provider;
  }

  /**
   * The prompt that a command is for: the given one (by a menu, a CodeLens or the panel), else that of the active panel
   * or the active editor. Without one, a message says what to do.
   */
  async find(target: unknown): Promise<PromptDocument | undefined> {
    const prompt = target instanceof Uri ? await openPrompt(target) : await this.current();
    if (!prompt) {
      void window.showInformationMessage(
        l10n.t('Open a structured prompt or an image task first: this is neither.'),
      );
    }
    return prompt;
  }

  private async current(): Promise<PromptDocument | undefined> {
    return (await this.provider?.()) ?? editorPrompt();
  }
}
