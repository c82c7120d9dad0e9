import { l10n, window } from 'vscode';
import type { ApiKey } from '../platform/api-key';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

/** A header value: printable ASCII without spaces. */
const KEY = /^[\x21-\x7e]+$/;

/** `Structured Prompt: Set API Key…` */
export class SetApiKeyCommand implements Command {
  readonly id = COMMANDS.setApiKey;
  private readonly apiKey: ApiKey;

  constructor(apiKey: ApiKey) {
    this.apiKey = apiKey;
  }

  async execute(): Promise<void> {
    const entered = await window.showInputBox({
      title: l10n.t('Runware API key'),
      prompt: l10n.t('Kept in the secret storage of the editor, sent to the service only.'),
      placeHolder: l10n.t('Paste the key from your account at the service'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value.trim() === '' || KEY.test(value.trim())
          ? undefined
          : l10n.t('A key has no spaces and no special characters.'),
    });
    const key = entered?.trim() ?? '';
    if (key === '') return;
    await this.apiKey.store(key);
    void window.showInformationMessage(l10n.t('The API key is set. Generate now makes images.'));
  }
}
