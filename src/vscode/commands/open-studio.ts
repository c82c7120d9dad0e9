import { Uri } from 'vscode';
import { COMMANDS } from '../contributions';
import { activePromptDocument } from '../documents';
import type { Studio } from '../panel/studio';
import type { Command } from './command';

/** `Structured Prompt: Open Studio`: the panel beside the editor. */
export class OpenStudioCommand implements Command {
  readonly id = COMMANDS.openStudio;
  private readonly studio: Studio;

  constructor(studio: Studio) {
    this.studio = studio;
  }

  execute(target?: unknown): void {
    this.studio.open(target instanceof Uri ? target : activePromptDocument()?.document.uri);
  }
}
