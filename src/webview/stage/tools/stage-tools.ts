import { effect, signal } from '@preact/signals';
import type { Bbox, PromptElement } from '../../../prompt/model';
import { add, toggleCreating } from '../model/edits';
import type { StageModel } from '../model/stage-model';
import { type Effect, elementsOf, IDLE, type Interaction, type InteractionEvent } from './interaction';
import { transition } from './transition';

/** Holds the current interaction, and performs the transitions and effects that events cause. */
export class StageTools {
  readonly interaction = signal<Interaction>(IDLE);
  /** What screen readers announce: the element that the keyboard moved, and where it is. */
  readonly announced = signal<{ readonly element: PromptElement; readonly box: Bbox } | null>(null);
  private readonly model: StageModel;

  constructor(model: StageModel) {
    this.model = model;
  }

  /** Whether a pointer gesture is in progress. */
  get isPointerBusy(): boolean {
    const { kind } = this.interaction.value;
    return kind !== 'idle' && kind !== 'nudging';
  }

  /** Calls a function once the pointer gesture has ended. */
  onceIdle(then: () => void): void {
    if (!this.isPointerBusy) {
      then();
      return;
    }
    const stop = effect(() => {
      if (this.isPointerBusy) return;
      stop();
      then();
    });
  }

  send(event: InteractionEvent): void {
    const { model } = this;
    const { state, effects } = transition(this.interaction.value, event, model);
    this.interaction.value = state;
    for (const what of effects) this.run(what);
    const elements = elementsOf(state);
    if (elements) model.startGesture({ elements, cancel: () => this.send({ type: 'cancel' }) });
    else model.endGesture();
  }

  /** Announces which element is selected, and where it is. */
  announce(): void {
    const { model } = this;
    const index = model.selection.value.at(-1);
    const element = index === undefined ? undefined : model.elements[index];
    const box = element && model.boxOf(element.index);
    if (box) this.announced.value = { element, box };
  }

  private run(what: Effect): void {
    const { model } = this;
    switch (what.type) {
      case 'select':
        if (what.reveal) model.select(what.indices);
        else model.setSelection(what.indices);
        break;
      case 'preview':
        model.preview(what.boxes);
        break;
      case 'dropPreview':
        model.dropPreview();
        break;
      case 'place':
        model.place(what.boxes);
        break;
      case 'add':
        add(model, what.kind, what.bbox);
        break;
      case 'stopCreating':
        model.creating.value = null;
        break;
      case 'toggleCreating':
        toggleCreating(model, what.element);
    }
  }
}
