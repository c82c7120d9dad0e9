import { signal } from '@preact/signals';
import { legalBox, sameBox } from '../../../layout/boxes/legal';
import type { ElementsEdit } from '../../../prompt/elements/edit';
import type { Bbox, PromptElement } from '../../../prompt/model';
import type { StageEdit, StageProblem, StageSnapshot } from '../../../protocol/stage';
import { changed, type StageChange } from '../../../protocol/stage-change';
import { follow, reuse } from './match-elements';
import { type Boxes, Previews } from './previews';

/** What a gesture changes in the text. */
export interface Change {
  readonly edit: ElementsEdit;
  /** How many elements there are afterwards, and which of them are selected then, where that changes. */
  readonly after?: { readonly count: number; readonly selection: readonly number[] };
}

/** A gesture in progress. */
export interface Gesture {
  /** When the text changes one of these elements, the gesture is canceled. */
  readonly elements: readonly number[];
  readonly cancel: () => void;
}

/** A change that waits until the ones before it are in the text. */
interface Waiting {
  readonly make: () => Change | undefined;
  /** Whether it names elements by the indices they had when it was requested. */
  readonly bound: boolean;
}

/** A new element of a kind, or an element of the list that has no box yet. */
export type Creating = { readonly kind: 'obj' | 'text' } | { readonly element: number };

type Indices = ReadonlySet<number>;

const NO_BOXES: Boxes = new Map();
const NO_INDICES: Indices = new Set();
const NO_ELEMENTS: readonly PromptElement[] = [];

/**
 * The stage as the page knows it: what the text says, what is selected, and what gestures are about to change. A gesture is
 * shown at once and sent once; what the text says after it is the truth. While one edit is in flight the next ones wait.
 */
export class StageModel {
  readonly snapshot = signal<StageSnapshot | null>(null);
  /** In the order of selection: others are matched to the last one. */
  readonly selection = signal<readonly number[]>([]);
  readonly hidden = signal(NO_INDICES);
  readonly locked = signal(NO_INDICES);
  /** What the next box that a person draws is for; null while nothing is to be drawn. */
  readonly creating = signal<Creating | null>(null);
  readonly cursor = signal<number | null>(null);
  readonly problems = signal<readonly StageProblem[]>([]);
  readonly previews = new Previews();
  private readonly post: (edit: StageEdit) => void;
  private readonly reveal: (document: string | null, index: number) => void;
  private queue: readonly Waiting[] = [];
  private inFlight: { readonly id: number; readonly change: Change } | undefined;
  private lastId = 0;
  /** Boxes of completed gestures that are not in the text yet. */
  private unconfirmed = NO_BOXES;
  /** Boxes as the gesture in progress has them. */
  private dragged = NO_BOXES;
  private gesture: Gesture | undefined;

  /** `post` sends an edit to the host; `reveal` shows the element that a person selected in the text. */
  constructor(post: (edit: StageEdit) => void, reveal: (document: string | null, index: number) => void) {
    this.post = post;
    this.reveal = reveal;
  }

  get elements(): readonly PromptElement[] {
    return this.snapshot.value?.model.elements ?? NO_ELEMENTS;
  }

  get editable(): boolean {
    return this.snapshot.value?.editable ?? false;
  }

  /** The URI of the document on the stage; null without one. */
  get document(): string | null {
    return this.snapshot.value?.uri ?? null;
  }

  /** An element's box as it is shown now, with gestures in progress; undefined without a box. */
  boxOf(index: number): Bbox | undefined {
    const box = this.previews.get(index) ?? this.elements[index]?.bbox;
    return box && legalBox(box);
  }

  /** The boxes of the selected elements that have one, in the order of the list. */
  get selectedBoxes(): Boxes {
    const selected = this.selection.value.toSorted((a, b) => a - b);
    const boxes = selected.map((index) => [index, this.boxOf(index)] as const);
    return new Map(boxes.filter((entry): entry is readonly [number, Bbox] => entry[1] !== undefined));
  }

  /** The elements that can be seen on the stage. */
  get visible(): readonly PromptElement[] {
    return this.elements.filter(({ index, bbox }) => bbox && !this.hidden.value.has(index));
  }

  /** Takes what the text says now. Previews of edits that it answers end; others stay. */
  receive(snapshot: StageSnapshot | null): void {
    const before = this.snapshot.value;
    if (!snapshot || before?.uri !== snapshot.uri || before.task !== snapshot.task) {
      this.begin(snapshot);
      return;
    }
    const elements = reuse(before.model.elements, snapshot.model.elements);
    const places = follow(before.model.elements, elements);
    const steady = places.every((place, index) => place === index);
    const answer = this.inFlight && snapshot.answered >= this.inFlight.id ? this.inFlight.change : undefined;
    if (answer) this.inFlight = undefined;
    if (!steady || (answer && !isDone(answer, elements))) this.forgetBoxes();
    const isOther = (index: number) => before.model.elements[index] !== elements[index];
    if (this.gesture && (!steady || this.gesture.elements.some(isOther))) this.gesture.cancel();
    this.snapshot.value = { ...snapshot, model: { ...snapshot.model, elements } };
    this.renumber(places, elements, answer?.after);
    this.next();
  }

  /** Applies a change to the snapshot; false where it is a change of another snapshot than this one. */
  change(change: StageChange): boolean {
    const before = this.snapshot.value;
    if (before?.serial !== change.base) return false;
    this.receive(changed(before, change));
    return true;
  }

  /** Selects elements for a person, and shows the last of them in the text. */
  select(indices: readonly number[]): void {
    this.setSelection(indices);
    const last = indices.at(-1);
    if (last !== undefined) this.reveal(this.document, last);
  }

  /** Selects elements, and leaves the text where it is. */
  setSelection(indices: readonly number[]): void {
    const now = this.selection.value;
    if (now.length === indices.length && now.every((index, place) => index === indices[place])) return;
    this.selection.value = indices;
  }

  /** A gesture starts. It is canceled when the text changes under it. */
  startGesture(gesture: Gesture): void {
    this.gesture = gesture;
  }

  /** The gesture is completed or canceled. */
  endGesture(): void {
    this.gesture = undefined;
    this.dragged = NO_BOXES;
  }

  /** Shows boxes as the gesture in progress has them. */
  preview(boxes: Boxes): void {
    this.dragged = boxes;
    this.showPreviews();
  }

  /** Takes back what the canceled gesture has shown. */
  dropPreview(): void {
    this.endGesture();
    this.showPreviews();
  }

  /** Completes a gesture: its boxes go into the text. */
  place(boxes: Boxes): void {
    this.endGesture();
    const moved = [...boxes].filter(([index, box]) => {
      const was = this.elements[index]?.bbox;
      return this.unconfirmed.has(index) || !was || !sameBox(legalBox(was), box);
    });
    if (moved.length === 0 || !this.editable) {
      this.showPreviews();
      return;
    }
    this.unconfirmed = new Map([...this.unconfirmed, ...moved]);
    this.showPreviews();
    const boxesInOrder = moved.map(([index, bbox]) => ({ index, bbox }));
    this.enqueue({ make: () => ({ edit: { kind: 'place', boxes: boxesInOrder } }), bound: true });
  }

  /** Requests a change. `make` is called when its turn comes, and may find that there is nothing to do. */
  request(make: () => Change | undefined): void {
    this.enqueue({ make, bound: false });
  }

  private enqueue(waiting: Waiting): void {
    if (!this.editable) return;
    this.queue = [...this.queue, waiting];
    this.next();
  }

  private begin(snapshot: StageSnapshot | null): void {
    this.gesture?.cancel();
    this.queue = [];
    this.unconfirmed = NO_BOXES;
    this.inFlight = undefined;
    this.previews.clear();
    this.selection.value = [];
    this.hidden.value = NO_INDICES;
    this.locked.value = NO_INDICES;
    this.creating.value = null;
    this.problems.value = [];
    this.cursor.value = null;
    this.snapshot.value = snapshot;
  }

  /** Forgets boxes for elements that are now at other indices, or that build on a change that was not made. */
  private forgetBoxes(): void {
    this.queue = this.queue.filter(({ bound }) => !bound);
    this.unconfirmed = NO_BOXES;
  }

  /** Moves selection, locks, problems and the like along with their elements. */
  private renumber(
    places: readonly number[],
    elements: readonly PromptElement[],
    after: Change['after'],
  ): void {
    const moved = (indices: Iterable<number>) =>
      [...indices].map((index) => places[index] ?? -1).filter((index) => index >= 0);
    const steady = places.every((place, index) => place === index);
    if (!steady) {
      const { value: creating } = this.creating;
      if (creating && 'element' in creating) {
        const [element] = moved([creating.element]);
        this.creating.value = element === undefined ? null : { element };
      }
      this.hidden.value = new Set(moved(this.hidden.value));
      this.locked.value = new Set(moved(this.locked.value));
      const problems = this.problems.value.map((problem) => ({
        ...problem,
        element: places[problem.element] ?? -1,
      }));
      this.problems.value = problems.filter(({ element }) => element >= 0);
    }
    if (after?.count === elements.length) this.select(after.selection);
    else if (!steady) this.setSelection(moved(this.selection.value));
  }

  private showPreviews(): void {
    const { unconfirmed, dragged } = this;
    this.previews.set(unconfirmed.size === 0 ? dragged : new Map([...unconfirmed, ...dragged]));
  }

  private next(): void {
    const { value: snapshot } = this.snapshot;
    while (!this.inFlight && snapshot) {
      const [waiting, ...others] = this.queue;
      this.queue = others;
      if (!waiting) {
        this.unconfirmed = NO_BOXES;
        this.showPreviews();
        return;
      }
      const change = waiting.make();
      if (!change || !snapshot.editable) continue;
      const id = ++this.lastId;
      this.inFlight = { id, change };
      const { uri: document, version, task } = snapshot;
      this.post({ id, document, version, task, edit: change.edit });
    }
  }
}

/** Whether the text now says what the edit asked for, as far as that can be known. */
function isDone({ edit }: Change, elements: readonly PromptElement[]): boolean {
  if (edit.kind !== 'place') return true;
  return edit.boxes.every(({ index, bbox }) => {
    const box = elements[index]?.bbox;
    return box !== undefined && sameBox(box, bbox);
  });
}
