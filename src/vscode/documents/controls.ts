import { type Event, EventEmitter, type Memento, type Uri, workspace, type Disposable } from 'vscode';
import { isGenerationOptions } from '../../task/options';
import type { Size } from '../../task/sizes';
import type { GenerationOptions } from '../../task/types';
import { generationSettings } from '../platform/settings';
import { homeOf } from './prompt-documents';

function keyOf(document: Uri): string {
  return `controls:${homeOf(document).toString()}`;
}

/** Size, speed, count and format of each prompt file: those chosen in the panel, else those of the settings. */
export class Controls implements Disposable {
  private readonly memento: Memento;
  private readonly changed = new EventEmitter<void>();
  private readonly subscription: Disposable;

  constructor(memento: Memento) {
    this.memento = memento;
    this.subscription = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('structuredPrompt')) this.changed.fire();
    });
  }

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  of(document: Uri): GenerationOptions {
    const stored = this.memento.get<unknown>(keyOf(document));
    return isGenerationOptions(stored) ? stored : generationSettings(document);
  }

  async set(document: Uri, options: GenerationOptions): Promise<void> {
    await this.memento.update(keyOf(document), options);
    this.changed.fire();
  }

  /** Sets the size that a prompt was made for, unless something was chosen for it already. */
  async propose(document: Uri, { width, height }: Size): Promise<void> {
    const isChosen = isGenerationOptions(this.memento.get<unknown>(keyOf(document)));
    if (!isChosen) await this.set(document, { ...this.of(document), width, height });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}
