import { COMMANDS } from '../platform/contributions';
import type { Generator } from '../generate/generator';
import type { Studio } from '../panel/studio';
import type { Command } from '../platform/command';

/** `Structured Prompt: Generate`, on the document given (by a menu, a CodeLens or the panel) or the active one. */
export class GenerateCommand implements Command {
  readonly id = COMMANDS.generate;
  private readonly generator: Generator;
  private readonly studio: Studio;

  constructor(generator: Generator, studio: Studio) {
    this.generator = generator;
    this.studio = studio;
  }

  async execute(target?: unknown): Promise<void> {
    const prompt = await this.studio.promptOf(target);
    if (!prompt) return;
    this.studio.openNewest(prompt.document.uri);
    await this.generator.generate(prompt);
  }
}
