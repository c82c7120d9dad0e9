import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparePrompts } from '../../../src/diff/compare/compare-prompts';
import { type ChangeText, changeSentence } from '../../../src/diff/describe/sentences';
import { CHANGE_TEXTS } from '../../../src/diff/describe/texts';
import type { Fact } from '../../../src/diff/describe/view';
import { describeChange as viewOf, describeChanges } from '../../../src/diff/describe/describe-changes';
import { format } from '../../../src/protocol/strings';
import { KEYS, mutated, realValues } from '../lint/mutations';
import { jsonValues } from '../prompt/written';
import { histories, promptWith } from './histories';

const english: ChangeText = (key, ...args) => format(CHANGE_TEXTS[key], ...args);

function sentences(a: unknown, b: unknown): string[] {
  return describeChanges(comparePrompts(a, b)).map((view) => changeSentence(view, english));
}

const BOAT = {
  type: 'obj',
  bbox: [500, 100, 800, 300],
  desc: 'White sailboat',
  color_palette: ['#FFFFFF', '#1B3A57'],
};
const TITLE = {
  type: 'text',
  bbox: [80, 250, 280, 750],
  text: 'VISIT OUR\nCOAST',
  desc: 'Condensed capitals',
};

/** What is said of an element of which something else is given. */
function said(element: object, other: object): string {
  const [line = '', ...more] = sentences(promptWith([element]), promptWith([{ ...element, ...other }]));
  assert.deepEqual(more, []);
  return line;
}

const boxed = (bbox: readonly number[]) => said(BOAT, { bbox }).replace('1 White sailboat: ', '');

describe('a change of a box', () => {
  it('is a move if its size stays', () => {
    assert.equal(boxed([520, 140, 820, 340]), 'moved 40 right, 20 down');
    assert.equal(boxed([490, 100, 790, 300]), 'moved 10 up');
    assert.equal(boxed([500, 95, 800, 295]), 'moved 5 left');
  });

  it('is larger or smaller by its area if its proportions stay', () => {
    assert.equal(boxed([500, 100, 818, 312]), '12 % larger');
    assert.equal(boxed([500, 100, 650, 200]), '75 % smaller');
    assert.equal(boxed([490, 93, 810, 307]), '14 % larger');
    assert.equal(boxed([520, 140, 838, 352]), 'moved 46 right, 29 down, 12 % larger');
  });

  it('has other sides if its proportions change', () => {
    assert.equal(boxed([500, 100, 800, 340]), '40 wider');
    assert.equal(boxed([500, 100, 780, 310]), '10 wider, 20 shorter');
    assert.equal(boxed([501, 101, 800, 299]), '2 narrower, 1 shorter');
    assert.equal(boxed([500, 300, 800, 300]), '200 narrower');
    assert.equal(boxed([500, 100, 810, 300]), '10 taller');
  });

  it('is added or removed, or shown as written if it is no box', () => {
    const { bbox, ...rest } = BOAT;
    const [placed, free] = [promptWith([BOAT]), promptWith([rest])];
    assert.deepEqual(sentences(free, placed), ['1 White sailboat: box added']);
    assert.deepEqual(sentences(placed, free), ['1 White sailboat: box removed']);
    assert.equal(boxed([0.5, 0.1, 0.8, 0.3]), 'bbox [500, 100, 800, 300] → [0.5, 0.1, 0.8, 0.3]');
  });
});

describe('a change of a text', () => {
  it('shows short texts in full, with their line breaks', () => {
    assert.equal(
      said(TITLE, { text: 'VISIT THE COAST' }),
      '1 "VISIT THE COAST": text "VISIT OUR\\nCOAST" → "VISIT THE COAST"',
    );
    assert.equal(said(BOAT, { type: 'ship' }), '1 White sailboat: type "obj" → "ship"');
    assert.equal(said({ type: 'obj' }, { desc: 'A boat' }), '1 A boat: description +"A boat"');
    assert.deepEqual(sentences(promptWith([{ type: 'obj', desc: '' }]), promptWith([{ type: 'obj' }])), [
      'Element 1: description −""',
    ]);
  });

  it('shows the words that were replaced in a long text, the first ones at least', () => {
    const desc =
      'A white sailboat with two teal sails, a long red hull and a small flag at the top of its mast';
    const boat = { ...BOAT, desc };
    const line = (to: string) => said(boat, { desc: to }).replace(/^.*?: /, '');
    assert.equal(line(desc.replace('teal', 'crimson')), 'description "teal" → "crimson"');
    assert.equal(line(desc.replace(' small', '')), 'description −"small"');
    assert.equal(
      line(
        desc
          .replace('white', 'gray')
          .replace('red', 'green')
          .replace('small', 'torn')
          .replace('mast', 'pole'),
      ),
      'description "white" → "gray", "red" → "green", 2 more',
    );
    assert.equal(
      line('Something else entirely, which has nothing of the first one in it and is long'),
      'description "A white sailboat with two teal sails, a long red hull and a…" → ' +
        '"Something else entirely, which has nothing of the first one…"',
    );
  });

  it('names anything but an element by its key', () => {
    const a = promptWith([]);
    const b = {
      high_level_description: 'A poster of ships',
      style_description: { aesthetics: 'calm', lighting: 'noon', photo: '35mm', medium: 'photograph' },
      compositional_deconstruction: { background: 'The shore', elements: [] },
      canvas: { width: 1, height: 2 },
    };
    assert.deepEqual(sentences(a, b), [
      'High-level description: "A poster of boats" → "A poster of ships"',
      'Lighting: "dawn" → "noon"',
      'Photo: +"35mm"',
      'Medium: "illustration" → "photograph"',
      'Art style: −"flat"',
      'Background: "The sea" → "The shore"',
      'canvas: +{width, height}',
    ]);
    assert.deepEqual(sentences(a, 7), [
      'Prompt: {high_level_description, style_description, compositional_deconstruction} → 7',
    ]);
  });
});

describe('a change of colors, order and anything else', () => {
  it('names each color that was added or removed', () => {
    const style = (...color_palette: readonly string[]) => ({ style_description: { color_palette } });
    assert.deepEqual(sentences(style('#111111'), style('#111111', '#E43F5A')), ['Palette: +#E43F5A']);
    assert.deepEqual(sentences(style('#111111', '#222222'), style('#222222', '#E43F5A')), [
      'Palette: −#111111, +#E43F5A',
    ]);
    assert.deepEqual(sentences(style('#111111', '#222222'), style('#222222', '#111111')), [
      'Palette: colors in another order',
    ]);
    assert.deepEqual(sentences(style('#111111', '#222222', '#111111'), style('#111111', '#222222')), [
      'Palette: −#111111',
    ]);
    assert.deepEqual(sentences({ style_description: {} }, style()), ['Palette: +[]']);
    assert.deepEqual(sentences({ style_description: {} }, style('#E43F5A')), ['Palette: +#E43F5A']);
    assert.equal(said(BOAT, { color_palette: ['#FFFFFF'] }), '1 White sailboat: −#1B3A57');
  });

  it('counts elements from one, removed ones by their old number, with a line for each', () => {
    const pier = { type: 'obj', desc: 'A pier' };
    const sun = { type: 'obj', desc: 'A sun' };
    const moved = { ...BOAT, bbox: [520, 140, 820, 340], desc: 'White sailboat, heeling', id: 7 };
    assert.deepEqual(sentences(promptWith([sun, BOAT, TITLE]), promptWith([pier, TITLE, moved])), [
      '1 A pier: added',
      '2 "VISIT OUR COAST": order 3 → 2',
      '1 A sun: removed',
      '3 White sailboat, heeling: moved 40 right, 20 down, description "White sailboat" → "White sailboat, heeling", id +7',
    ]);
  });

  it('gives the expected and the real number of an element that was moved', () => {
    const [one, two, three, four] = ['A mast', 'A rope', 'A keel', 'A sail'].map((desc) => ({
      type: 'obj',
      desc,
    }));
    assert.deepEqual(sentences(promptWith([one, two, three, four]), promptWith([two, three, four, one])), [
      '4 A mast: order 1 → 4',
    ]);
    assert.deepEqual(sentences(promptWith([one, two, three]), promptWith([BOAT, one, three, two])).slice(1), [
      '3 A keel: order 4 → 3',
    ]);
  });

  it('names the order of keys', () => {
    assert.deepEqual(sentences({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }), ['a: keys in the order y, x']);
  });

  it('is data that can be sent, with at least one fact and a sentence', () => {
    const assertSaid = (a: unknown, b: unknown) => {
      for (const change of comparePrompts(a, b)) {
        const view = viewOf(change);
        assert.ok(view.facts.length > 0);
        assert.ok(
          view.facts.every((fact) => !isEmpty(fact)),
          JSON.stringify(view),
        );
        assert.deepEqual(structuredClone(view), view);
        assert.match(changeSentence(view, english), /^.*: \S/su);
        assert.ok(changeSentence(view, english).length < 2000);
      }
    };
    const values = jsonValues(KEYS);
    const elements = fc.array(values, { maxLength: 4 });
    const real = fc.constantFrom(...realValues());
    fc.assert(fc.property(values, values, assertSaid));
    fc.assert(fc.property(elements, elements, (a, b) => assertSaid(promptWith(a), promptWith(b))));
    fc.assert(
      fc.property(
        real.chain((value) => fc.tuple(fc.constant(value), mutated(value))),
        ([a, b]) => assertSaid(a, b),
      ),
    );
    fc.assert(
      fc.property(histories, ([before, after]) =>
        assertSaid(
          promptWith(before.map(({ element }) => element)),
          promptWith(after.map(({ element }) => element)),
        ),
      ),
    );
  });
});

/** Whether a fact says that nothing changed. */
function isEmpty(fact: Fact): boolean {
  switch (fact.kind) {
    case 'moved':
      return fact.right === 0 && fact.down === 0;
    case 'resized':
      return fact.percent === 0;
    case 'reshaped':
      return fact.width === 0 && fact.height === 0;
    case 'text':
    case 'order':
      return fact.from === fact.to;
    default:
      return false;
  }
}
