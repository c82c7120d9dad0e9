import assert from 'node:assert/strict';
import fc from 'fast-check';
import { follow, isSame, reuse } from '../../../../src/webview/stage/model/match-elements';
import { type Elements, numbered, obj, text } from './elements';

/** Few descriptions, so that elements are often alike. */
const elements = fc
  .array(fc.record({ box: fc.option(fc.nat(3), { nil: undefined }), name: fc.constantFrom('a', 'b', 'c') }), {
    maxLength: 12,
  })
  .map((all) =>
    numbered(all.map(({ box, name }) => obj(box === undefined ? undefined : [box, 0, box + 100, 100], name))),
  );

/** Elements that all differ. */
const different = fc
  .nat(12)
  .map((count) => numbered(Array.from({ length: count }, (_, at) => obj([at, 0, 900, 900], `${at}`))));

const at = (all: Elements, share: number) => Math.floor(share * all.length);
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('isSame', () => {
  it('compares the content of elements, not their index', () => {
    const one = obj([1, 2, 3, 4], 'Kite', { palette: ['#FFFFFF'] });
    assert.ok(isSame(one, { ...one, index: 7, bbox: [1, 2, 3, 4], palette: ['#FFFFFF'] }));
    for (const changed of [
      { bbox: [1, 2, 3, 5] as const },
      { bbox: undefined },
      { desc: 'Boat' },
      { text: '' },
      { kind: 'text' as const },
      { palette: [] },
    ]) {
      assert.ok(!isSame(one, { ...one, ...changed }), JSON.stringify(changed));
    }
  });
});

describe('reuse', () => {
  it('keeps the objects of unchanged elements, and no others', () => {
    fc.assert(
      fc.property(elements, elements, (before, after) => {
        const copies = after.map((element) => ({ ...element }));
        const kept = reuse(before, copies);
        assert.deepEqual(kept, copies);
        kept.forEach((element, index) => {
          const old = before[index];
          assert.equal(element === old, old !== undefined && isSame(old, element));
        });
        const isAll = kept.length === before.length && kept.every((element, at) => element === before[at]);
        assert.equal(kept === before, isAll);
      }),
    );
  });
});

describe('follow', () => {
  it('gives every element an index of its own, or none', () => {
    fc.assert(
      fc.property(elements, elements, (before, after) => {
        const places = follow(before, after).filter((place) => place !== -1);
        assert.equal(follow(before, after).length, before.length);
        assert.equal(new Set(places).size, places.length);
        for (const place of places) assert.ok(Number.isInteger(place) && place >= 0 && place < after.length);
      }),
    );
  });

  it('keeps all indices when one element is rewritten', () => {
    fc.assert(
      fc.property(elements, share, (before, where) => {
        const after = before.map((element, index) =>
          index === at(before, where)
            ? { ...element, desc: 'Rewritten', bbox: [7, 7, 8, 8] as const }
            : element,
        );
        assert.deepEqual(
          follow(before, after),
          before.map((_, index) => index),
        );
      }),
    );
  });

  it('follows elements past others that came, went or moved', () => {
    fc.assert(
      fc.property(
        different,
        share,
        share,
        fc.constantFrom('insert', 'delete', 'move'),
        (before, a, b, what) => {
          const after = [...before];
          const [taken] = what === 'insert' ? [text(undefined, 'New')] : after.splice(at(before, a), 1);
          if (what !== 'delete' && taken) after.splice(at(after, b), 0, taken);
          const known = follow(before, numbered(after));
          known.forEach((place, index) => {
            const there = after[place];
            const old = before[index];
            assert.ok(old);
            assert.ok(there ? isSame(there, old) : place === -1 && what === 'delete' && taken === old);
          });
        },
      ),
    );
  });

  it('follows reordered elements as far as their content differs', () => {
    const before = numbered([obj([0, 0, 9, 9], 'a'), obj([1, 0, 9, 9], 'a'), obj([2, 0, 9, 9], 'a')]);
    const after = numbered([2, 0, 1].flatMap((index) => before[index] ?? []));
    assert.deepEqual(follow(before, after), [1, 2, 0]);
  });
});
