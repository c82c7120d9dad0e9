import path from 'node:path';
import { l10n, type QuickPickItem, Uri, window, workspace, WorkspaceEdit, Position } from 'vscode';
import { findSize } from '../../task/sizes';
import { isJsonObject } from '../../task/types';
import { COMMANDS } from '../contributions';
import type { Controls } from '../controls';
import type { Command } from './command';

interface Template extends QuickPickItem {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

function isTemplate(value: unknown): value is Template {
  return (
    isJsonObject(value) &&
    ['file', 'label', 'description'].every((key) => typeof value[key] === 'string') &&
    findSize(Number(value['width']), Number(value['height'])) !== undefined
  );
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** An address for a new, unsaved document in the workspace that no file and no open document has. */
async function freshUri(stem: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  for (let number = 1; ; number++) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}.structured-prompt.json`;
    const uri = folder
      ? Uri.joinPath(folder, name).with({ scheme: 'untitled' })
      : Uri.from({ scheme: 'untitled', path: name });
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (!isOpen && !(folder && (await exists(Uri.joinPath(folder, name))))) return uri;
  }
}

/** `Structured Prompt: New Prompt…`: an unsaved document from one of the templates. */
export class NewPromptCommand implements Command {
  readonly id = COMMANDS.newPrompt;
  private readonly templates: Uri;
  private readonly controls: Controls;

  constructor(extensionUri: Uri, controls: Controls) {
    this.templates = Uri.joinPath(extensionUri, 'media', 'templates');
    this.controls = controls;
  }

  async execute(): Promise<void> {
    const template = await window.showQuickPick(this.list(), {
      title: l10n.t('New structured prompt'),
      placeHolder: l10n.t('What are you making?'),
      matchOnDescription: true,
    });
    if (!template) return;
    const text = await this.read(template.file);
    const uri = await freshUri(path.basename(template.file, '.structured-prompt.json'));
    const document = await workspace.openTextDocument(uri);
    const edit = new WorkspaceEdit();
    edit.insert(uri, new Position(0, 0), text);
    await workspace.applyEdit(edit);
    const { width, height } = template;
    await this.controls.set(uri, { ...this.controls.of(uri), width, height });
    await window.showTextDocument(document);
  }

  private async read(name: string): Promise<string> {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(this.templates, name)));
  }

  private async list(): Promise<Template[]> {
    const templates: unknown = JSON.parse(await this.read('index.json'));
    return Array.isArray(templates) ? templates.filter(isTemplate) : [];
  }
}
