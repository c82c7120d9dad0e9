import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../../../src/prompt/edit';
import type { ElementsEdit } from '../../../../src/prompt/elements/edit';
import { jsonValues, writtenJson } from '../written';
import {
  boxes,
  checkEdit,
  edited,
  gestures,
  itemsOf,
  permutations,
  valueOf,
  valuesOf,
  writtenElements,
} from './gestures';

const KEYS = ['type', 'bbox', 'text', 'desc', 'color_palette', 'id'];
const any = jsonValues(KEYS);
const numbers = fc.array(fc.oneof(fc.nat(1000), fc.double({ noNaN: true, noDefaultInfinity: true })), {
  minLength: 4,
  maxLength: 4,
});

const element = fc.record(
  {
    id: any,
    type: fc.constantFrom('obj', 'text'),
    bbox: fc.oneof({ weight: 3, arbitrary: numbers }, any),
    text: fc.string({ maxLength: 3 }),
    desc: any,
  },
  { requiredKeys: [], noNullPrototype: true },
);

const compositions = fc.record(
  { background: any, elements: fc.array(fc.oneof({ weight: 4, arbitrary: element }, any), { maxLength: 5 }) },
  { requiredKeys: [], noNullPrototype: true },
);

const prompts = fc.record(
  { $schema: fc.constant('x'), high_level_description: any, compositional_deconstruction: compositions },
  { requiredKeys: [], noNullPrototype: true },
);

/** Writes a box at the beginning of some elements, which may have one already. */
function withRepeatedBoxes(text: string, seed: number): string {
  const chosen = itemsOf(text).filter(
    ({ children }, index) => children?.[0]?.type === 'property' && (seed >> index) % 2 === 1,
  );
  return applyEdits(
    text,
    chosen.map(({ offset }): TextEdit => ({ offset: offset + 1, length: 0, text: '"bbox" : [1, 2 ],' })),
  );
}

/** Prompts in every layout, some with repeated boxes. */
const texts = fc
  .tuple(writtenJson(prompts), fc.oneof(fc.constant(0), fc.nat(31)))
  .map(([text, seed]) => withRepeatedBoxes(text, seed));

/** A text with an edit of it. */
const cases = texts.chain((text) => fc.tuple(fc.constant(text), gestures(valuesOf(text).length)));

const rest = (text: string): string => text.replace(/[-+.eE\d]/g, '');

const hasBox = (value: unknown): boolean => {
  const bbox: unknown = (value as { bbox?: unknown } | null)?.bbox;
  return Array.isArray(bbox) && bbox.length === 4 && bbox.every((edge) => typeof edge === 'number');
};

/** The indices of elements with four numbers. */
const placed = (text: string): number[] =>
  valuesOf(text).flatMap((value, index) => (hasBox(value) ? [index] : []));

function corpus(): string[] {
  return ['test/fixtures/corpus', 'examples'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !name.endsWith('.image-task.json'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  );
}

/** Goes through a few edits, each of what the one before it left. */
function checkSequence(text: string, steps: number): void {
  const sequence = fc.gen();
  fc.assert(
    fc.property(sequence, (gen) => {
      let now = text;
      for (let step = 0; step < steps; step += 1) now = checkEdit(now, gen(gestures, valuesOf(now).length));
    }),
    { numRuns: 2 },
  );
}

describe('any edit of elements', () => {
  it('does what it means and leaves all else, whatever the layout', () => {
    fc.assert(
      fc.property(cases, ([text, edit]) => void checkEdit(text, edit)),
      { numRuns: 500 },
    );
  });

  it('can follow any other', () => {
    fc.assert(
      fc.property(texts, fc.gen(), (text, gen) => {
        let now = text;
        for (let step = 0; step < 6; step += 1) now = checkEdit(now, gen(gestures, valuesOf(now).length));
      }),
      { numRuns: 60 },
    );
  });

  it('works on prompts found in public', () => {
    for (const text of corpus()) {
      const value: unknown = JSON.parse(text);
      checkSequence(text, 5);
      checkSequence(text.replaceAll(/\r?\n/g, '\r\n'), 5);
      checkSequence(JSON.stringify(value), 5);
      checkSequence(JSON.stringify(value, null, '\t'), 5);
    }
  });
});

describe('edits of elements', () => {
  it('change nothing but digits where boxes are moved', () => {
    fc.assert(
      fc.property(texts, fc.gen(), (text, gen) => {
        const all = placed(text).map((index) => ({ index, bbox: gen(() => boxes) }));
        assert.equal(rest(edited(text, { kind: 'place', boxes: all }) ?? ''), rest(text));
      }),
    );
  });

  it('bring a box back that was taken away', () => {
    fc.assert(
      fc.property(texts, fc.gen(), (text, gen) => {
        const all = placed(text).map((index) => ({ index, bbox: gen(() => boxes) }));
        const before = checkEdit(text, { kind: 'place', boxes: all });
        const without = checkEdit(before, { kind: 'unplace', indices: placed(before) });
        const after = checkEdit(without, { kind: 'place', boxes: all });
        assert.deepEqual(valueOf(after), valueOf(before));
      }),
    );
  });

  it('bring elements back to their places, as they are written', () => {
    const orders = texts.chain((text) => fc.tuple(fc.constant(text), permutations(valuesOf(text).length)));
    fc.assert(
      fc.property(orders, ([text, order]) => {
        const back: ElementsEdit = { kind: 'reorder', order: order.map((_, index) => order.indexOf(index)) };
        const there = checkEdit(text, { kind: 'reorder', order });
        assert.deepEqual(
          writtenElements(there),
          order.map((index) => writtenElements(text)[index]),
        );
        const again = checkEdit(there, back);
        assert.deepEqual(writtenElements(again), writtenElements(text));
        assert.deepEqual(valueOf(again), valueOf(text));
      }),
    );
  });
});
