import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StageEdit, StageSnapshot } from '../../../../src/protocol/stage';
import { isPanelMessage } from '../../../../src/protocol/guards';
import type { Bbox } from '../../../../src/prompt/model';
import * as edits from '../../../../src/webview/stage/model/edits';
import { StageModel } from '../../../../src/webview/stage/model/stage-model';
import { looseBoxes } from '../../layout/boxes/boxes';
import { perform } from './perform';
import { applied, type Elements, numbered, obj, snapshotOf } from './elements';

/** What may happen next: by a person on the stage, in the text, or at the host. */
const steps = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('choose' as const), at: fc.array(fc.nat(9), { maxLength: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('draft' as const), by: fc.integer({ min: -200, max: 200 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constantFrom(
        'drop',
        'escape',
        'answer',
        'answer',
        'duplicate',
        'remove',
        'unplace',
        'add',
        'front',
        'lock',
        'left',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom('type', 'insert', 'erase', 'break', 'mend'),
      at: fc.nat(9),
      box: looseBoxes,
    }),
  },
);
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** The stage, the text and what is between them. */
class World {
  readonly sent: StageEdit[] = [];
  readonly model = new StageModel(
    (edit) => this.post(edit),
    () => undefined,
  );
  private text: StageSnapshot;
  private readonly inbox: StageEdit[] = [];
  private dragged: ReadonlyMap<number, Bbox> | undefined;

  constructor(elements: Elements) {
    this.text = snapshotOf(elements);
    this.model.receive(this.text);
  }

  do(step: Step): void {
    if ('by' in step) this.drag(step.by);
    else if ('box' in step) this.change(step.what, step.at, step.box);
    else if ('at' in step) {
      this.model.select([...new Set(step.at)].filter((index) => index < this.model.elements.length));
    } else this.act(step.what);
  }

  /** Ends what is under way, mends the text, and answers all. */
  settle(): void {
    this.act('escape');
    this.change('mend', 0, [0, 0, 1, 1]);
    while (this.inbox.length > 0) this.act('answer');
  }

  check(): void {
    const { model } = this;
    const count = model.elements.length;
    assert.ok(model.problems.value.every(({ element }) => element < count));
    for (const cell of [model.selection, model.hidden, model.locked]) {
      for (const index of cell.value) assert.ok(index >= 0 && index < count);
    }
    assert.ok(this.inbox.length <= 1, 'one edit at a time');
  }

  /** What the text says. */
  get truth(): Elements {
    return this.text.model.elements;
  }

  private post(edit: StageEdit): void {
    assert.ok(isPanelMessage({ type: 'edit', ...edit }), JSON.stringify(edit));
    assert.equal(edit.version, this.model.snapshot.value?.version);
    assert.ok(this.model.editable);
    assert.equal(edit.id, (this.sent.at(-1)?.id ?? 0) + 1);
    this.sent.push(edit);
    this.inbox.push(edit);
  }

  private drag(by: number): void {
    const boxes = edits.changed(edits.movable(this.model), (list) =>
      list.map(([top, left, bottom, right]) => {
        const way = Math.min(Math.max(by, -left), 1000 - right);
        return [top, left + way, bottom, right + way];
      }),
    );
    if (boxes.size === 0 || !this.model.editable) return;
    this.dragged = boxes;
    this.model.startGesture({ elements: [...boxes.keys()], cancel: () => this.escape() });
    this.model.preview(boxes);
  }

  private escape(): void {
    this.dragged = undefined;
    this.model.dropPreview();
  }

  private act(what: string): void {
    const { model } = this;
    if (what === 'drop' && this.dragged) {
      const boxes = this.dragged;
      this.dragged = undefined;
      model.place(boxes);
    } else if (what === 'escape' && this.dragged) this.escape();
    else if (what === 'answer') this.answer();
    else if (what === 'duplicate') edits.duplicate(model);
    else if (what === 'remove') edits.remove(model);
    else if (what === 'unplace') edits.unplace(model);
    else if (what === 'add') edits.add(model, 'text', [10, 10, 60, 60]);
    else if (what === 'front') edits.move(model, 'front');
    else if (what === 'lock') perform(model, 'lock');
    else if (what === 'left') perform(model, 'align-left');
  }

  private answer(): void {
    const edit = this.inbox.shift();
    if (!edit) return;
    const isMeant = edit.version === this.text.version && this.text.editable;
    this.send(isMeant ? applied(this.truth, edit.edit) : this.truth, { answered: edit.id });
  }

  private change(what: string, at: number, bbox: Bbox): void {
    const all = [...this.truth];
    if (what === 'break') this.send([...all], { editable: false, stale: true });
    else if (what === 'mend') this.send([...all], { editable: true, stale: false });
    else if (what === 'insert') this.send([...all.slice(0, at), obj(bbox, 'new'), ...all.slice(at)]);
    else if (what === 'erase') this.send(all.filter((_, index) => index !== at));
    else this.send(all.map((one, index) => (index === at ? { ...one, bbox, desc: 'typed' } : one)));
  }

  /** As the editor does it, a list that is another one is another version. */
  private send(elements: Elements, changed: Partial<StageSnapshot> = {}): void {
    const version = this.text.version + Number(elements !== this.truth);
    const model = { ...this.text.model, elements: elements === this.truth ? elements : numbered(elements) };
    this.text = { ...this.text, ...changed, version, model };
    // A message is a copy.
    this.model.receive(structuredClone(this.text));
  }
}

describe('The stage under any interleaving of gestures and text', () => {
  it('sends only valid edits, for the version they were made on, one at a time, and ends with what the text says', () => {
    const start = fc.array(fc.option(looseBoxes, { nil: undefined }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(start, fc.array(steps, { maxLength: 40 }), (boxes, history) => {
        const world = new World(boxes.map((bbox, index) => obj(bbox, `element ${index}`)));
        for (const step of history) {
          world.do(step);
          world.check();
        }
        world.settle();
        assert.equal(world.model.previews.all.value.size, 0);
        assert.deepEqual(world.model.elements, world.truth);
      }),
      { numRuns: 1000 },
    );
  }).timeout(30_000);
});
