import path from 'node:path';
import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import { findSize } from '../../task/sizes';
import { isJsonObject } from '../../task/types';
import type { Controls } from '../documents/controls';
import { showNewPrompt } from '../documents/untitled';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

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
    const stem = path.basename(template.file, '.structured-prompt.json');
    const { width, height } = template;
    await showNewPrompt(stem, text, { width, height }, this.controls);
  }

  private async read(name: string): Promise<string> {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(this.templates, name)));
  }

  private async list(): Promise<Template[]> {
    const templates: unknown = JSON.parse(await this.read('index.json'));
    return Array.isArray(templates) ? templates.filter(isTemplate) : [];
  }
}
