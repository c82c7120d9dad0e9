import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchElements } from '../../../src/diff/compare/match-elements';
import { jsonValues } from '../prompt/written';
import { histories } from './histories';

const obj = (desc: string, bbox?: readonly number[]) => ({ type: 'obj', ...(bbox && { bbox }), desc });
const BOAT = obj('A white sailboat with teal sails', [500, 100, 800, 300]);
const SUN = obj('A pale sun low over the horizon', [100, 600, 200, 700]);
const PIER = obj('A wooden pier that leads into the water');
const GULL = obj('A gull');

describe('the elements of two prompts', () => {
  it('are matched after any edits that keep most of their words', () => {
    fc.assert(
      fc.property(histories, ([before, after]) => {
        const pairs = matchElements(
          before.map(({ element }) => element),
          after.map(({ element }) => element),
        );
        const expected = after.flatMap(({ id }, to) => {
          const from = before.findIndex((known) => known.id === id);
          return from < 0 ? [] : [[from, to]];
        });
        assert.deepEqual(pairs, expected);
      }),
      { numRuns: 500 },
    );
  });

  it('are each in one pair at most, in the order of the second list, whatever they are', () => {
    const lists = fc.array(jsonValues(['type', 'bbox', 'text', 'desc']), { maxLength: 8 });
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const pairs = matchElements(a, b);
        assert.equal(new Set(pairs.map(([from]) => from)).size, pairs.length);
        pairs.forEach(([from, to], index) => {
          assert.ok(from < a.length && to < b.length && to > (pairs[index - 1]?.[1] ?? -1));
        });
        assert.deepEqual(
          matchElements(a, a),
          a.map((_, index) => [index, index]),
        );
      }),
    );
  });

  it('are not confused by equal ones among them', () => {
    assert.deepEqual(matchElements([GULL, BOAT, GULL], [BOAT, GULL]), [
      [1, 0],
      [2, 1],
    ]);
    const gulls = [100, 300, 500].map((left) => obj('A gull', [100, left, 200, left + 100]));
    const shifted = [510, 105, 310].map((left) => obj('A gull', [100, left, 200, left + 100]));
    assert.deepEqual(matchElements(gulls, shifted), [
      [2, 0],
      [0, 1],
      [1, 2],
    ]);
  });

  it('are recognized by their boxes if their description is new', () => {
    const anew = obj('One fishing trawler under full steam', [500, 105, 800, 300]);
    assert.deepEqual(matchElements([BOAT, SUN], [SUN, anew]), [
      [1, 0],
      [0, 1],
    ]);
    assert.deepEqual(matchElements([BOAT, SUN], [SUN, { ...anew, bbox: [0, 0, 300, 300] }]), [[1, 0]]);
  });

  it('are recognized by their index if little else is left', () => {
    const plank = obj('One wooden plank on two posts above the water');
    assert.deepEqual(matchElements([SUN, PIER, BOAT], [SUN, plank, BOAT]).length, 3);
    assert.deepEqual(matchElements([SUN, PIER, BOAT], [plank, SUN, BOAT]).length, 2);
  });

  it('are recognized by their lettering however it looks, and by their look whatever it says', () => {
    const title = { type: 'text', text: 'VISIT THE COAST', desc: 'Condensed capitals, cream' };
    const redrawn = { ...title, desc: 'A brush script in red' };
    const rewritten = { ...title, text: 'SAIL AWAY' };
    for (const other of [redrawn, rewritten]) {
      assert.deepEqual(matchElements([title, SUN], [SUN, other]), [
        [1, 0],
        [0, 1],
      ]);
    }
  });

  it('may become the other kind', () => {
    const sign = { type: 'text', text: 'PIER', desc: PIER.desc };
    assert.deepEqual(matchElements([PIER], [SUN, sign]), [[0, 1]]);
  });

  it('do not match if they share only common words', () => {
    const gull = (rest: string) => obj(`A bird on the left side of the ${rest}`);
    const flock = ['mast', 'quay', 'roof', 'wall'].map(gull);
    const lamp = obj('A lamp on the left side of the street');
    assert.deepEqual(
      matchElements(flock, [...flock.slice(1), lamp]).map(([from]) => from),
      [1, 2, 3],
    );
  });
});
