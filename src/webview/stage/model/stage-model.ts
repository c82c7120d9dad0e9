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
  /** If these change: how many elements there are afterwards, and which of them are selected then. */
  readonly after?: { readonly count: number; readonly selection: readonly number[] };
}

/** A gesture in progress. */
export interface Gesture {
  /** When the text changes one of these elements, the gesture is canceled. */
  readonly elements: readonly number[];
  readonly cancel: () => void;
}

/** A change that waits until earlier ones are in the text. */
interface Waiting {
  readonly make: () => Change | undefined;
  /** Whether it refers to elements by the indices they had when it was requested. */
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
 * shown immediately and sent once; after that, the text is the source of truth. While one edit is in flight, later ones wait.
 */
export class StageModel {
  readonly snapshot = signal<StageSnapshot | null>(null);
  /** In the order of selection: other boxes are matched to the last one. */
  readonly selection = signal<readonly number[]>([]);
  readonly hidden = signal(NO_INDICES);
  readonly locked = signal(NO_INDICES);
  /** What the next drawn box is for; null while no box is to be drawn. */
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
  /** Boxes as changed by the gesture in progress. */
  private dragged = NO_BOXES;
  private gesture: Gesture | undefined;

  /** `post` sends an edit to the host; `reveal` shows in the text which element the user selected. */
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

  /** The URI of the document on the stage; null if there is none. */
  get document(): string | null {
    return this.snapshot.value?.uri ?? null;
  }

  /** An element's box as it is shown now, including gestures in progress; undefined if it has no box. */
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

  /** The elements that are visible on the stage. */
  get visible(): readonly PromptElement[] {
    return this.elements.filter(({ index, bbox }) => bbox && !this.hidden.value.has(index));
  }

  /** Accepts the current state of the text. Previews of edits that it confirms end; others stay. */
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

  /** Applies a change to the snapshot; false if the change belongs to a different snapshot. */
  change(change: StageChange): boolean {
    const before = this.snapshot.value;
    if (before?.serial !== change.base) return false;
    this.receive(changed(before, change));
    return true;
  }

  /** Selects elements on behalf of the user, and shows the last of them in the text. */
  select(indices: readonly number[]): void {
    this.setSelection(indices);
    const last = indices.at(-1);
    if (last !== undefined) this.reveal(this.document, last);
  }

  /** Selects elements without scrolling the text. */
  setSelection(indices: readonly number[]): void {
    const now = this.selection.value;
    if (now.length === indices.length && now.every((index, place) => index === indices[place])) return;
    this.selection.value = indices;
  }

  /** Starts a gesture. It is canceled if the text changes under it. */
  startGesture(gesture: Gesture): void {
    this.gesture = gesture;
  }

  /** Called when the gesture is completed or canceled. */
  endGesture(): void {
    this.gesture = undefined;
    this.dragged = NO_BOXES;
  }

  /** Shows boxes as changed by the gesture in progress. */
  preview(boxes: Boxes): void {
    this.dragged = boxes;
    this.showPreviews();
  }

  /** Removes the preview of the canceled gesture. */
  dropPreview(): void {
    this.endGesture();
    this.showPreviews();
  }

  /** Completes a gesture: writes its boxes into the text. */
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

  /** Renumbers selection, locks, problems and the like to follow their elements. */
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
