import { legalBox, sameBox } from '../../../layout/boxes/legal';
import type { ElementsEdit } from '../../../prompt/elements/edit';
import type { Bbox, PromptElement } from '../../../prompt/model';
import type { StageEdit, StageProblem, StageSnapshot } from '../../../protocol/stage';
import { changed, type StageChange } from '../../../protocol/stage-change';
import { Cell } from '../../parts/signal';
import { follow, reuse } from './match-elements';
import { type Boxes, Drafts } from './drafts';

/** What a gesture asks of the text. */
export interface Change {
  readonly edit: ElementsEdit;
  /** How many elements there are afterwards, and which of them are chosen then, where that changes. */
  readonly after?: { readonly count: number; readonly selection: readonly number[] };
}

/** A gesture that is under way. */
export interface Live {
  /** The elements that it is about: where the text changes one of them, the gesture ends. */
  readonly elements: readonly number[];
  readonly cancel: () => void;
}

/** A change that waits for its turn. */
interface Waiting {
  readonly make: () => Change | undefined;
  /** Whether it names elements by the places that they had when it was asked for. */
  readonly bound: boolean;
}

/** A new element of a kind, or an element of the list that has no box yet. */
export type Creating = { readonly kind: 'obj' | 'text' } | { readonly element: number };

type Indices = ReadonlySet<number>;

const NO_BOXES: Boxes = new Map();
const NO_INDICES: Indices = new Set();
const NO_ELEMENTS: readonly PromptElement[] = [];

/**
 * The stage as the page knows it: what the text says, what is chosen, and what gestures are about to change. A gesture is
 * shown at once, sent once, and what the text then says is the truth. While one is on its way the next ones wait in line.
 */
export class StageModel {
  readonly snapshot = new Cell<StageSnapshot | null>(null);
  /** In the order of choosing: the last one is what others are matched to. */
  readonly selection = new Cell<readonly number[]>([]);
  readonly hidden = new Cell(NO_INDICES);
  readonly locked = new Cell(NO_INDICES);
  /** What the next box that a person draws is for; null while nothing is to be drawn. */
  readonly creating = new Cell<Creating | null>(null);
  readonly cursor = new Cell<number | null>(null);
  readonly problems = new Cell<readonly StageProblem[]>([]);
  readonly drafts = new Drafts();
  private readonly post: (edit: StageEdit) => void;
  private readonly reveal: (document: string | null, index: number) => void;
  private line: readonly Waiting[] = [];
  private flight: { readonly id: number; readonly change: Change } | undefined;
  private lastId = 0;
  /** Boxes of gestures that ended and are not in the text yet. */
  private kept = NO_BOXES;
  private live: Live | undefined;

  /** `post` hands an edit to the host; `reveal` has an element that a person chose shown in the text. */
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

  /** The uri of the document that the stage shows; null without one. */
  get document(): string | null {
    return this.snapshot.value?.uri ?? null;
  }

  /** Where an element's box is now, as a gesture would leave it; undefined for one without a box. */
  boxOf(index: number): Bbox | undefined {
    const box = this.drafts.get(index) ?? this.elements[index]?.bbox;
    return box && legalBox(box);
  }

  /** The chosen elements that have a box, in the order of the list. */
  get chosenBoxes(): Boxes {
    const chosen = this.selection.value.toSorted((a, b) => a - b);
    const boxes = chosen.map((index) => [index, this.boxOf(index)] as const);
    return new Map(boxes.filter((entry): entry is readonly [number, Bbox] => entry[1] !== undefined));
  }

  /** The elements that can be seen on the stage. */
  get visible(): readonly PromptElement[] {
    return this.elements.filter(({ index, bbox }) => bbox && !this.hidden.value.has(index));
  }

  /** Takes what the text says now. Drafts of gestures that it answers are over; those still on their way stay. */
  receive(snapshot: StageSnapshot | null): void {
    const before = this.snapshot.value;
    if (!snapshot || before?.uri !== snapshot.uri || before.task !== snapshot.task) {
      this.begin(snapshot);
      return;
    }
    const elements = reuse(before.model.elements, snapshot.model.elements);
    const places = follow(before.model.elements, elements);
    const steady = places.every((place, index) => place === index);
    const answer = this.flight && snapshot.answered >= this.flight.id ? this.flight.change : undefined;
    if (answer) this.flight = undefined;
    if (!steady || (answer && !isDone(answer, elements))) this.forgetBoxes();
    const isOther = (index: number) => before.model.elements[index] !== elements[index];
    if (this.live && (!steady || this.live.elements.some(isOther))) this.live.cancel();
    this.snapshot.set({ ...snapshot, model: { ...snapshot.model, elements } });
    this.renumber(places, elements, answer?.after);
    this.next();
  }

  /** Takes what has changed in the text; false where that is not said of what the stage shows. */
  change(change: StageChange): boolean {
    const before = this.snapshot.value;
    if (before?.serial !== change.base) return false;
    this.receive(changed(before, change));
    return true;
  }

  /** A person's choice: the last of the elements is shown in the text, too. */
  choose(indices: readonly number[]): void {
    this.select(indices);
    const last = indices.at(-1);
    if (last !== undefined) this.reveal(this.document, last);
  }

  /** Chooses elements, and leaves the text where it is. */
  select(indices: readonly number[]): void {
    const now = this.selection.value;
    if (now.length === indices.length && now.every((index, place) => index === indices[place])) return;
    this.selection.set(indices);
  }

  /** A gesture begins: it is cancelled where the text takes the ground from under it. */
  hold(live: Live): void {
    this.live = live;
  }

  /** A gesture has ended, whatever came of it. */
  letGo(): void {
    this.live = undefined;
  }

  /** Shows boxes as the gesture under way has them. */
  draft(boxes: Boxes): void {
    this.drafts.set(this.kept.size === 0 ? boxes : new Map([...this.kept, ...boxes]));
  }

  /** Takes back what a gesture under way has shown. */
  dropDraft(): void {
    this.live = undefined;
    this.drafts.set(this.kept);
  }

  /** Ends a gesture: the boxes go into the text. */
  place(boxes: Boxes): void {
    this.live = undefined;
    const moved = [...boxes].filter(([index, box]) => {
      const was = this.elements[index]?.bbox;
      return this.kept.has(index) || !was || !sameBox(legalBox(was), box);
    });
    if (moved.length === 0 || !this.editable) {
      this.dropDraft();
      return;
    }
    this.kept = new Map([...this.kept, ...moved]);
    this.drafts.set(this.kept);
    const boxesInOrder = moved.map(([index, bbox]) => ({ index, bbox }));
    this.enqueue({ make: () => ({ edit: { kind: 'place', boxes: boxesInOrder } }), bound: true });
  }

  /** Asks for a change, which is worked out when its turn comes. */
  request(make: () => Change | undefined): void {
    this.enqueue({ make, bound: false });
  }

  private enqueue(waiting: Waiting): void {
    if (!this.editable) return;
    this.line = [...this.line, waiting];
    this.next();
  }

  private begin(snapshot: StageSnapshot | null): void {
    this.live?.cancel();
    this.line = [];
    this.kept = NO_BOXES;
    this.flight = undefined;
    this.drafts.clear();
    this.selection.set([]);
    this.hidden.set(NO_INDICES);
    this.locked.set(NO_INDICES);
    this.creating.set(null);
    this.problems.set([]);
    this.cursor.set(null);
    this.snapshot.set(snapshot);
  }

  /** Boxes that were meant for elements at other places, or upon a change that did not come about. */
  private forgetBoxes(): void {
    this.line = this.line.filter(({ bound }) => !bound);
    this.kept = NO_BOXES;
  }

  /** What is chosen, hidden, locked and known to be wrong goes along with its elements. */
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
        this.creating.set(element === undefined ? null : { element });
      }
      this.hidden.set(new Set(moved(this.hidden.value)));
      this.locked.set(new Set(moved(this.locked.value)));
      const problems = this.problems.value.map((problem) => ({
        ...problem,
        element: places[problem.element] ?? -1,
      }));
      this.problems.set(problems.filter(({ element }) => element >= 0));
    }
    if (after?.count === elements.length) this.choose(after.selection);
    else if (!steady) this.select(moved(this.selection.value));
  }

  private next(): void {
    const { value: snapshot } = this.snapshot;
    while (!this.flight && snapshot) {
      const [waiting, ...others] = this.line;
      this.line = others;
      if (!waiting) {
        this.kept = NO_BOXES;
        if (!this.live) this.drafts.clear();
        return;
      }
      const change = waiting.make();
      if (!change || !snapshot.editable) continue;
      const id = ++this.lastId;
      this.flight = { id, change };
      const { uri: document, version, task } = snapshot;
      this.post({ id, document, version, task, edit: change.edit });
    }
  }
}

/** Whether the text now says what a gesture asked for, as far as that can be told. */
function isDone({ edit }: Change, elements: readonly PromptElement[]): boolean {
  if (edit.kind !== 'place') return true;
  return edit.boxes.every(({ index, bbox }) => {
    const box = elements[index]?.bbox;
    return box !== undefined && sameBox(box, bbox);
  });
}
