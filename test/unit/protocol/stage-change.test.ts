import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changed, changeOf } from '../../../src/protocol/stage-change';
import { numbered, obj, snapshotOf } from '../webview/stage/elements';

const names = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });

describe('a change of the stage', () => {
  it('leads from one snapshot to the other, with the objects of what stayed as it was', () => {
    fc.assert(
      fc.property(names, names, (from, to) => {
        const before = snapshotOf(from.map((name) => obj(undefined, name)));
        const kept = numbered(to.map((name) => obj(undefined, name))).map((element, index) => {
          const old = before.model.elements[index];
          return old?.desc === element.desc ? old : element;
        });
        const model = { ...before.model, background: 'Another', elements: kept };
        const after = { ...before, serial: 2, version: 7, answered: 3, stale: true, model };
        const change = changeOf(before, after);
        assert.equal(change.base, before.serial);
        assert.ok(change.snapshot.model.elements.every(({ index, desc }) => from[index] !== desc));
        const arrived = changed(before, structuredClone(change));
        assert.deepEqual(arrived, after);
        arrived.model.elements.forEach((element, index) => {
          assert.equal(element === before.model.elements[index], from[index] === to[index]);
        });
      }),
    );
  });
});
