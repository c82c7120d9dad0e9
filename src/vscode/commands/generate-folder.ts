import { l10n, Uri, window, workspace } from 'vscode';
import type { FolderGenerator } from '../generate/folder-generator';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

/** The folder that the dialog starts in: that of the active document. */
function startingPoint(): Uri | undefined {
  const active = window.activeTextEditor?.document.uri;
  const folder = active && workspace.getWorkspaceFolder(active);
  return (folder ?? workspace.workspaceFolders?.[0])?.uri;
}

async function askForFolder(): Promise<Uri | undefined> {
  const defaultUri = startingPoint();
  const chosen = await window.showOpenDialog({
    title: l10n.t('Folder to Generate'),
    openLabel: l10n.t('Generate'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(defaultUri ? { defaultUri } : {}),
  });
  return chosen?.[0];
}

/** `Structured Prompt: Generate Folder…`, for the folder given by the explorer, or else one that a person chooses. */
export class GenerateFolderCommand implements Command {
  readonly id = COMMANDS.generateFolder;
  private readonly generator: FolderGenerator;

  constructor(generator: FolderGenerator) {
    this.generator = generator;
  }

  async execute(target?: unknown): Promise<void> {
    const folder = target instanceof Uri ? target : await askForFolder();
    if (folder) await this.generator.generate(folder);
  }
}
