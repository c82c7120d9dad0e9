import { commands, l10n, window, workspace } from 'vscode';
import { findSize, DEFAULT_SIZE } from '../../task/sizes';
import { askForDraft } from '../generate/draft/ask';
import { type Drafter, newDocumentOptions } from '../generate/draft/drafter';
import { explainRestriction } from '../generate/hints';
import type { ApiKey } from '../platform/api-key';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

/** `Structured Prompt: Draft from Description…`: from a sentence to a structured prompt with its image. */
export class DraftCommand implements Command {
  readonly id = COMMANDS.draft;
  private readonly drafter: Drafter;
  private readonly apiKey: ApiKey;
  /** The last sentence that has not become a prompt, to continue with. */
  private sentence = '';

  constructor(drafter: Drafter, apiKey: ApiKey) {
    this.drafter = drafter;
    this.apiKey = apiKey;
  }

  async execute(): Promise<void> {
    if (!(await this.maySend())) return;
    const { width, height } = newDocumentOptions();
    const start = { sentence: this.sentence, size: findSize(width, height) ?? DEFAULT_SIZE };
    const order = await askForDraft(start, (sentence) => (this.sentence = sentence));
    if (!order) return;
    const again = { title: l10n.t('Edit Description…'), run: () => this.again(order.sentence) };
    const isDone = await this.drafter.draft(order, [again]);
    // The person may have entered another one by now.
    if (isDone && this.sentence === order.sentence) this.sentence = '';
  }

  private again(sentence: string): Promise<void> {
    this.sentence = sentence;
    return this.execute();
  }

  /** Whether a sentence can be sent. If not, offers what is missing. A proof needs a layout. */
  private async maySend(): Promise<boolean> {
    if (!workspace.isTrusted) {
      explainRestriction();
      return false;
    }
    if (await this.apiKey.isSet()) return true;
    const setKey = l10n.t('Set API Key…');
    const message = l10n.t('Only the service can expand a description. Set an API key to draft from one.');
    const chosen = await window.showInformationMessage(message, setKey);
    if (chosen === setKey) await commands.executeCommand(COMMANDS.setApiKey);
    return this.apiKey.isSet();
  }
}
