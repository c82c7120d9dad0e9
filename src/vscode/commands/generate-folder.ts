import { l10n, Uri, window, workspace } from 'vscode';
import { COMMANDS } from '../platform/contributions';
import type { FolderGenerator } from '../generate/folder-generator';
import type { Command } from '../platform/command';

/** Where a person begins to look for a folder: at what they are working on. */
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

/** `Structured Prompt: Generate Folder…`, on the folder given by the explorer, or one that is asked for. */
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
