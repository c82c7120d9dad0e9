import { l10n, Uri, window, workspace } from 'vscode';
import type { Restorer } from '../documents/restore';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

async function askForImage(): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showOpenDialog({
    title: l10n.t('Restore Prompt from Image'),
    openLabel: l10n.t('Restore Prompt'),
    ...(folder ? { defaultUri: folder } : {}),
    filters: { [l10n.t('Images')]: ['png', 'jpg', 'jpeg', 'webp'] },
  });
  return chosen?.[0];
}

/**
 * `Structured Prompt: Restore Prompt from Image…`, for the image given by the explorer, or else one that a person
 * chooses.
 */
export class RestorePromptCommand implements Command {
  readonly id = COMMANDS.restorePrompt;
  private readonly restorer: Restorer;

  constructor(restorer: Restorer) {
    this.restorer = restorer;
  }

  async execute(target?: unknown): Promise<void> {
    const uri = target instanceof Uri ? target : await askForImage();
    if (uri) await this.restorer.restoreFrom(uri);
  }
}
