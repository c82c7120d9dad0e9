import { l10n, window } from 'vscode';
import type { ApiKey } from '../platform/api-key';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

/** `Structured Prompt: Clear API Key` */
export class ClearApiKeyCommand implements Command {
  readonly id = COMMANDS.clearApiKey;
  private readonly apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }

  async execute(): Promise<void> {
    const wasSet = await this.apiKey.isSet();
    await this.apiKey.clear();
    void window.showInformationMessage(
      wasSet
        ? l10n.t('The API key is removed. Generate draws layout proofs.')
        : l10n.t('No API key was set.'),
    );
  }
}
