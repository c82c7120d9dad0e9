import type { ActivePrompt } from '../documents/active-prompt';
import type { StudioOpener } from '../documents/studio-opener';
import type { Generator } from '../generate/generator';
import type { Command } from '../platform/command';
import { COMMANDS } from '../platform/contributions';

/** `Structured Prompt: Generate`, for the given document (by a menu, a CodeLens or the panel) or the active one. */
export class GenerateCommand implements Command {
  readonly id = COMMANDS.generate;
  private readonly generator: Generator;
  private readonly activePrompt: ActivePrompt;
  private readonly studio: StudioOpener;

  constructor(generator: Generator, activePrompt: ActivePrompt, studio: StudioOpener) {
    this.generator = generator;
    this.activePrompt = activePrompt;
    this.studio = studio;
  }

  async execute(target?: unknown): Promise<void> {
    const prompt = await this.activePrompt.find(target);
    if (!prompt) return;
    this.studio.openNewest(prompt.document.uri);
    await this.generator.generate(prompt);
  }
}
