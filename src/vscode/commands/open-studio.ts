import { Uri } from 'vscode';
import { parseSize } from '../../task/sizes';
import { editorPrompt } from '../documents/active-prompt';
import type { Controls } from '../documents/controls';
import type { StudioOpener } from '../documents/studio-opener';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

/**
 * `Structured Prompt: Open Studio`: opens the panel beside the editor. Another extension can pass the document and the
 * size that its boxes are drawn for, as `1664x2496`. A size that was chosen in the panel stays.
 */
export class OpenStudioCommand implements Command {
  readonly id = COMMANDS.openStudio;
  private readonly studio: StudioOpener;
  private readonly controls: Controls;

  constructor(studio: StudioOpener, controls: Controls) {
    this.studio = studio;
    this.controls = controls;
  }

  async execute(target?: unknown, size?: unknown): Promise<void> {
    const document = target instanceof Uri ? target : editorPrompt()?.document.uri;
    // Menus of the editor do not pass a text here.
    const named = typeof size === 'string' ? parseSize(size) : undefined;
    if (document && named) await this.controls.propose(document, named);
    this.studio.open(document);
  }
}
