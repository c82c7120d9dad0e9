import assert from 'node:assert/strict';
import type { StageEdit, StageSnapshot } from '../../../../src/protocol/stage';
import type { Bbox } from '../../../../src/prompt/model';
import * as edits from '../../../../src/webview/stage/model/edits';
import { StageModel } from '../../../../src/webview/stage/model/stage-model';
import { perform } from './perform';
import { applied, type Elements, numbered, obj, snapshotOf } from './elements';

const ELEMENTS: Elements = [
  obj([100, 100, 200, 200], 'a'),
  obj([300, 300, 400, 400], 'b'),
  obj(undefined, 'c'),
];
const TO: Bbox = [500, 500, 600, 600];

/** A model with what it has sent, and a host that answers when it is told to. */
function table(elements: Elements = ELEMENTS) {
  const sent: StageEdit[] = [];
  const shown: number[] = [];
  const model = new StageModel(
    (edit) => sent.push(edit),
    (_, index) => shown.push(index),
  );
  let now: StageSnapshot = snapshotOf(elements);
  const send = (changed: Partial<StageSnapshot> = {}) => model.receive((now = { ...now, ...changed }));
  const type = (change: (all: Elements) => Elements) =>
    send({
      version: now.version + 1,
      model: { ...now.model, elements: numbered(change(now.model.elements)) },
    });
  const answer = () => {
    const edit = sent.at(-1);
    assert.ok(edit);
    const isMeant = edit.version === now.version;
    const { model: prompt } = now;
    const after = isMeant ? applied(prompt.elements, edit.edit) : prompt.elements;
    send({
      answered: edit.id,
      version: now.version + Number(isMeant),
      model: { ...prompt, elements: after },
    });
  };
  send();
  return { model, sent, shown, send, type, answer };
}

const place = (model: StageModel, index: number, bbox: Bbox = TO) => model.place(new Map([[index, bbox]]));

describe('StageModel', () => {
  it('sends nothing on its own, and nothing for a box that stays where it is', () => {
    const { model, sent, type } = table();
    type((all) => all.slice(1));
    place(model, 0, [300, 300, 400, 400]);
    assert.deepEqual(sent, []);
  });

  it('shows the result of a gesture until the answer, and then what the text says', () => {
    const { model, sent, answer, type } = table();
    place(model, 0);
    assert.equal(sent.length, 1);
    assert.deepEqual(model.boxOf(0), TO);
    type((all) => all.map((one, at) => (at === 1 ? { ...one, desc: 'typed' } : one)));
    assert.deepEqual(model.boxOf(0), TO, 'what was typed is not the answer');
    answer();
    assert.deepEqual(model.boxOf(0), [100, 100, 200, 200], 'it was for a version that is gone');
    assert.equal(model.previews.all.value.size, 0);
  });

  it('sends document, version and task with an edit', () => {
    const { model, sent } = table();
    place(model, 0);
    const { uri, version, task } = snapshotOf(ELEMENTS);
    assert.deepEqual(sent, [
      { id: 1, document: uri, version, task, edit: { kind: 'place', boxes: [{ index: 0, bbox: TO }] } },
    ]);
  });

  it('sends one edit at a time, each for the version after the one before', () => {
    const { model, sent, answer } = table();
    place(model, 0);
    place(model, 1);
    edits.add(model, 'obj', [0, 0, 9, 9]);
    assert.equal(sent.length, 1);
    answer();
    assert.equal(sent.length, 2);
    answer();
    answer();
    assert.deepEqual(
      sent.map(({ id, version, edit }) => [id, version, edit.kind]),
      [
        [1, 1, 'place'],
        [2, 2, 'place'],
        [3, 3, 'add'],
      ],
    );
    assert.deepEqual(model.selection.value, [3]);
    assert.equal(model.previews.all.value.size, 0);
  });

  it('drops queued edits for indices that have changed', () => {
    const { model, sent, answer, type } = table();
    place(model, 0);
    place(model, 1);
    type((all) => all.slice(1));
    answer();
    assert.equal(sent.length, 1);
    assert.equal(model.previews.all.value.size, 0);
  });

  it('makes a requested change after an own edit that changes the indices', () => {
    const { model, sent, answer } = table();
    model.setSelection([0]);
    edits.duplicate(model);
    edits.duplicate(model);
    answer();
    assert.equal(sent.length, 2);
    answer();
    assert.equal(model.elements.length, 5);
  });

  it('selects the copies, the new element, and nothing after a deletion', () => {
    const { model, shown, answer } = table();
    model.setSelection([1, 0]);
    edits.duplicate(model);
    answer();
    assert.deepEqual(model.selection.value, [1, 3]);
    edits.remove(model);
    answer();
    assert.deepEqual(model.selection.value, []);
    assert.deepEqual(shown, [3]);
  });

  it('cancels a gesture when its element changes, and only then', () => {
    for (const [changed, gone] of [
      [0, true],
      [1, false],
    ] as const) {
      const { model, type } = table();
      let canceled = false;
      model.startGesture({ elements: [0], cancel: () => (canceled = true) });
      model.preview(new Map([[0, TO]]));
      type((all) => all.map((one, at) => (at === changed ? { ...one, desc: 'typed' } : one)));
      assert.equal(canceled, gone);
    }
  });

  it('starts over with another document, task, or none', () => {
    for (const other of [{ uri: 'file:///other' }, { task: 1 }]) {
      const { model, sent, send } = table();
      model.setSelection([0]);
      perform(model, 'lock');
      place(model, 1);
      place(model, 1, [0, 0, 9, 9]);
      send(other);
      assert.deepEqual(
        [model.selection.value, model.locked.value.size, model.previews.all.value.size],
        [[], 0, 0],
      );
      assert.equal(sent.length, 1);
    }
    const { model } = table();
    model.receive(null);
    assert.deepEqual(model.elements, []);
    assert.ok(!model.editable);
  });

  it('changes nothing while the text cannot be edited', () => {
    const { model, sent, send } = table();
    send({ editable: false });
    model.setSelection([0]);
    place(model, 0);
    for (const action of [edits.remove, edits.unplace, edits.duplicate]) action(model);
    edits.move(model, 'front');
    edits.add(model, 'text', TO);
    perform(model, 'align-right');
    assert.deepEqual(sent, []);
    assert.equal(model.previews.all.value.size, 0);
  });

  it('does not change locked elements, and shows and unlocks elements again', () => {
    const { model, sent } = table();
    model.setSelection([0]);
    perform(model, 'lock');
    perform(model, 'align-right');
    edits.unplace(model);
    edits.remove(model);
    assert.deepEqual(sent, []);
    perform(model, 'hide');
    assert.deepEqual(
      model.visible.map(({ index }) => index),
      [1],
    );
    perform(model, 'show-hidden');
    perform(model, 'unlock-all');
    assert.deepEqual([model.hidden.value.size, model.locked.value.size, model.visible.length], [0, 0, 2]);
  });
});
