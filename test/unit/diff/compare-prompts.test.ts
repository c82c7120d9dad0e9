import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyChanges } from '../../../src/diff/compare/apply';
import type { Change } from '../../../src/diff/compare/change';
import { comparePrompts } from '../../../src/diff/compare/compare-prompts';
import { KEYS, mutated, realValues } from '../lint/mutations';
import { jsonValues } from '../prompt/written';
import { histories, promptWith } from './histories';

/** A value without `$schema` at its root. */
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== '$schema'));
}

/** The changes make B of A, to the order of keys, and touch neither. */
function assertComplete(a: unknown, b: unknown): readonly Change[] {
  const before = JSON.stringify([a, b]);
  const changes = comparePrompts(a, b);
  const made = bare(applyChanges(a, changes));
  assert.deepEqual(made, bare(b));
  assert.equal(JSON.stringify(made), JSON.stringify(bare(b)));
  assert.equal(JSON.stringify([a, b]), before);
  return changes;
}

const mistaken = fc
  .constantFrom(...realValues())
  .chain((value) => fc.tuple(fc.constant(value), mutated(value)));

function kinds(a: unknown, b: unknown): string[] {
  return assertComplete(a, b).map(({ kind }) => kind);
}

describe('the changes from one prompt to another', () => {
  it('turn the first into the second, whatever both are', () => {
    const values = jsonValues(KEYS);
    fc.assert(
      fc.property(values, values, (a, b) => void assertComplete(a, b)),
      { numRuns: 300 },
    );
    const elements = fc.array(values, { maxLength: 4 });
    fc.assert(fc.property(elements, elements, (a, b) => void assertComplete(promptWith(a), promptWith(b))));
  });

  it('turn the first into the second for real prompts and edits of them', () => {
    fc.assert(
      fc.property(mistaken, ([a, b]) => {
        assertComplete(a, b);
        assertComplete(b, a);
      }),
    );
    const all = realValues();
    all.forEach((a, index) => assertComplete(a, all[(index + 1) % all.length]));
  });

  it('are empty for equal prompts', () => {
    fc.assert(
      fc.property(fc.oneof(jsonValues(KEYS), fc.constantFrom(...realValues())), (value) => {
        assert.deepEqual(comparePrompts(value, structuredClone(value)), []);
        assert.equal(applyChanges(value, []), value);
      }),
    );
  });

  it('name no more elements than were inserted and removed, whatever else was done to them', () => {
    fc.assert(
      fc.property(histories, ([before, after]) => {
        const prompts = [before, after].map((known) => promptWith(known.map(({ element }) => element)));
        const changes = assertComplete(prompts[0], prompts[1]);
        const idsOf = (known: typeof before) => new Set(known.map(({ id }) => id));
        const [old, now] = [idsOf(before), idsOf(after)];
        const indices = (kind: 'elementAdded' | 'elementRemoved') =>
          changes.flatMap((change) => {
            if (change.kind !== kind) return [];
            return change.kind === 'elementAdded' ? change.to : change.from;
          });
        assert.deepEqual(
          indices('elementAdded').map((to) => after[to]?.id),
          after.filter(({ id }) => !old.has(id)).map(({ id }) => id),
        );
        assert.deepEqual(
          indices('elementRemoved').map((from) => before[from]?.id),
          before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('the list of changes', () => {
  const BOAT = {
    type: 'obj',
    bbox: [500, 100, 800, 300],
    desc: 'A white sailboat',
    color_palette: ['#FFFFFF'],
  };
  const SUN = { type: 'obj', desc: 'A pale sun' };
  const TITLE = { type: 'text', text: 'VISIT THE COAST', desc: 'Condensed capitals' };

  it('is in the order of the document, with removals at their old position', () => {
    const a = promptWith([BOAT, SUN, TITLE]);
    const b = {
      ...promptWith([{ ...BOAT, desc: 'A white sailboat, heeling' }, TITLE, { type: 'obj', desc: 'A pier' }]),
      canvas: 1,
      style_description: {
        aesthetics: 'wild',
        medium: 'illustration',
        art_style: 'flat',
        color_palette: ['#000000'],
      },
    };
    const changes = assertComplete(a, b);
    assert.deepEqual(
      changes.map((change) => ('path' in change ? change.path.join('.') : change.kind)),
      [
        'style_description.aesthetics',
        'style_description.lighting',
        'style_description.color_palette',
        'desc',
        'elementRemoved',
        'elementAdded',
        'canvas',
      ],
    );
  });

  it('names the one element that was moved, not those whose index changes by that', () => {
    const others = ['A quay', 'A crane', 'A gull', 'A buoy'].map((desc) => ({ type: 'obj', desc }));
    assert.deepEqual(kinds(promptWith([BOAT, ...others]), promptWith([...others, BOAT])), [
      'elementReordered',
    ]);
    assert.deepEqual(kinds(promptWith(others), promptWith([BOAT, ...others])), ['elementAdded']);
    assert.deepEqual(kinds(promptWith([BOAT, ...others]), promptWith(others)), ['elementRemoved']);
  });

  it('reports another order of keys, but not for keys added or removed between them', () => {
    const { type, bbox, desc, color_palette } = BOAT;
    assert.deepEqual(kinds(promptWith([BOAT]), promptWith([{ desc, type, bbox, color_palette }])), ['keys']);
    assert.deepEqual(kinds(promptWith([BOAT]), promptWith([{ id: 1, type, desc, color_palette }])), [
      'added',
      'removed',
    ]);
  });

  it('accepts numeric keys in the order of JavaScript', () => {
    assertComplete({ 0: '' }, { b: 1, a: 2 });
    assertComplete({ b: 1, a: 2 }, { 7: 1, b: 1, 3: 2 });
    assertComplete({ c: 1, 5: 1 }, { 7: 1, b: 1, 5: 2, c: 2 });
  });

  it('has the most exact path of what the format does not know', () => {
    const [change] = assertComplete(
      { generation: { size: { width: 1, height: 2 } } },
      { generation: { size: { width: 1, height: 3 } } },
    );
    assert.deepEqual(change, {
      kind: 'set',
      element: undefined,
      path: ['generation', 'size', 'height'],
      from: 2,
      to: 3,
    });
  });

  it('ignores $schema and keeps it where it is', () => {
    const a = { $schema: 'a.json', ...promptWith([BOAT]) };
    const b = { ...promptWith([SUN]), $schema: 'b.json' };
    assert.deepEqual(comparePrompts(a, { ...promptWith([BOAT]), $schema: 'b.json' }), []);
    assert.deepEqual(applyChanges(a, comparePrompts(a, b)), { $schema: 'a.json', ...promptWith([SUN]) });
    assert.deepEqual(kinds(promptWith([{ $schema: 1, ...SUN }]), promptWith([{ ...SUN, $schema: 1 }])), [
      'keys',
    ]);
  });

  it('accepts any depth and keys of any name', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = depth % 2 ? [deep] : { deep };
    const other = { deep };
    for (const [a, b] of [
      [deep, other],
      [{ deep }, { deep: other }],
      [promptWith([deep]), promptWith([other, deep])],
    ]) {
      assert.deepEqual(comparePrompts(applyChanges(a, comparePrompts(a, b)), b), []);
    }
    const odd = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as unknown;
    assertComplete(odd, JSON.parse('{"__proto__": {"a": 2}, "toString": 2}'));
    assertComplete({}, odd);
  });

  it('handles three hundred elements that all changed', () => {
    const many = (word: string, shift: number) =>
      Array.from({ length: 300 }, (_, index) => ({
        type: 'obj',
        bbox: [index, index, index + 50 + shift, index + 80],
        desc: `A ${word}${index} boat on the water with ${word} sails, number ${index + shift}`,
      }));
    const changes = assertComplete(promptWith(many('teal', 0)), promptWith(many('red', 9).reverse()));
    assert.ok(changes.length >= 300);
  });
});
