import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lintDocument } from '../../../src/lint/lint';
import { mistakes } from '../schemas/compiled';

/** What a schema cannot say: order, comparisons between values, how a value is written, what words mean. */
const BEYOND_THE_SCHEMA = ['key-order', 'bbox-order', 'escaped-unicode'];

/** A value that is right most of the time. */
function mostly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) });
}

const words = fc.constantFrom('A boat', 'paper', '');
const color = fc.constantFrom('#1B3A57', '#F4EDE4', '#1b3a57', '#ABC', 'red');
const palette = (max: number) => mostly(fc.array(mostly(color), { maxLength: max + 1 }));
const bbox = mostly(
  fc.oneof(
    fc.constantFrom([10, 20, 30, 40], [0, 0, 1000, 1000], [0, 0, 1001, 5], [-1, 0, 5, 5], [1, 2, 3]),
    fc.array(mostly(fc.integer({ min: 0, max: 1000 })), { minLength: 4, maxLength: 4 }),
  ),
);
const element = fc.record(
  {
    type: mostly(fc.constantFrom('obj', 'text')),
    bbox,
    text: mostly(words),
    desc: mostly(words),
    color_palette: palette(5),
    id: fc.constant(1),
  },
  { requiredKeys: [] },
);
const style = fc.record(
  {
    aesthetics: mostly(words),
    lighting: mostly(words),
    photo: mostly(words),
    medium: fc.constantFrom('', 'mixed media'),
    art_style: mostly(words),
    color_palette: palette(16),
  },
  { requiredKeys: [] },
);
const composition = fc.record(
  { background: mostly(words), elements: mostly(fc.array(mostly(element), { maxLength: 3 })), floor: words },
  { requiredKeys: [] },
);
const prompt = fc.record(
  {
    $schema: mostly(words),
    high_level_description: mostly(words),
    style_description: mostly(style),
    compositional_deconstruction: mostly(composition),
    canvas: words,
  },
  { requiredKeys: [] },
);

describe('the rules on the trained shape', () => {
  it('report something exactly where the schema does', () => {
    fc.assert(
      fc.property(prompt, (value) => {
        const text = JSON.stringify(value);
        const rules = lintDocument('a.structured-prompt.json', text, {
          severities: new Map([['layout', 'off']]),
        }).problems.map(({ rule }) => rule);
        const own = rules.filter((rule) => !BEYOND_THE_SCHEMA.includes(rule));
        const schema = mistakes('structured-prompt', JSON.parse(text));
        assert.equal(own.length > 0, schema.length > 0, `${text}\n${own.join()}\n${JSON.stringify(schema)}`);
      }),
      { numRuns: 500 },
    );
  });
});
