import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeOrigin, promptDocument, readOrigin, writeOrigin } from '../../../src/metadata/origin';
import { asXmlText } from '../../../src/metadata/xml';
import { imageTask, PROMPT } from '../../support/tasks';
import { ANY_TEXT, originOf } from './pictures';

const SENTENCE = {
  model: 'ideogram:4@0',
  task: imageTask({ settings: undefined, positivePrompt: 'A boat' }),
  seed: null,
  createdAt: '2026-03-01T09:30:00.000Z',
};

/** A stored origin with some members changed. */
function carried(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(writeOrigin(originOf()) ?? '') as object), ...members });
}

describe('an origin', () => {
  it('stays the same when it is written and read, for a prompt and for a sentence', () => {
    for (const origin of [originOf(), { ...SENTENCE, prompt: null }, { ...SENTENCE, prompt: PROMPT }]) {
      assert.deepEqual(readOrigin(writeOrigin(origin) ?? ''), JSON.parse(JSON.stringify(origin)));
    }
  });

  it('keeps every digit of a seed that no number can hold', () => {
    const seed = '9223372036854775807';
    assert.equal(readOrigin(writeOrigin({ ...originOf(), seed }) ?? '')?.seed, seed);
  });

  it('contains the prompt once, beside the text of its document', () => {
    const { promptText, ...origin } = originOf();
    const json = writeOrigin(origin) ?? '';
    assert.equal(json.split('"compositional_deconstruction"').length - 1, 1);
  });

  it('is written in characters that every format can hold', () => {
    fc.assert(
      fc.property(ANY_TEXT, fc.integer({ min: 0, max: 0xffff }), (text, code) => {
        const words = `${text}${String.fromCharCode(code)}\ud800`;
        const json = writeOrigin(originOf({ ...PROMPT, high_level_description: words })) ?? '';
        assert.ok(asXmlText(json) === json && !/[\p{Cc}\ufeff]/u.test(json));
        assert.equal(readOrigin(json)?.prompt?.['high_level_description'], words);
      }),
    );
  });

  for (const [what, json] of [
    ['a text that is not JSON', '{ "version": 1, '],
    ['another value', '[1]'],
    ['one of a later version', carried({ version: 2 })],
    ['one without a model', carried({ model: undefined })],
    ['one with an invalid model', carried({ model: 'x'.repeat(1000) })],
    ['one without a task', carried({ task: null })],
    ['one whose task is a list', carried({ task: [] })],
    ['one whose seed is a string', carried({ seed: '5' })],
    ['one without a valid time', carried({ createdAt: 'yesterday' })],
    ['one whose prompt is a string', carried({ task: {}, prompt: 'A boat' })],
    [
      'one nested beyond measure',
      carried({ task: { a: JSON.parse('['.repeat(200) + ']'.repeat(200)) as unknown } }),
    ],
    ['one that would overflow the stack', '['.repeat(1_000_000)],
    ['one that is too large', carried({ more: 'x'.repeat(5_000_000) })],
  ] as const) {
    it(`is not read from ${what}`, () => {
      assert.equal(readOrigin(json), undefined);
    });
  }

  it('never fails to be read, whatever an image contains', () => {
    const members = fc.constantFrom('model', 'seed', 'createdAt', 'task', 'prompt', 'promptText', 'version');
    fc.assert(
      fc.property(members, fc.jsonValue(), (name, value) => void readOrigin(carried({ [name]: value }))),
    );
    fc.assert(fc.property(fc.json(), (json) => assert.equal(readOrigin(json), undefined)));
  });
});

describe('the document of an origin', () => {
  it('is the text of the document that was sent, character by character', () => {
    const text = `\ufeff// Mine\r\n{ "$schema": "x",\t${JSON.stringify(PROMPT).slice(1)}\r\n`;
    const origin = makeOrigin({ ...originOf(), promptText: text });
    assert.equal(promptDocument(origin), text);
    assert.equal(promptDocument(readOrigin(writeOrigin(origin) ?? '') ?? origin), text);
  });

  it('is formatted again when the text is not known, or differs from the prompt', () => {
    const { promptText: own, ...without } = originOf();
    const wanted = `${JSON.stringify(PROMPT, null, 2)}\n`;
    assert.equal(promptDocument(without), wanted);
    const { compositional_deconstruction, high_level_description } = PROMPT;
    for (const promptText of [
      '{}',
      '{ "compositional_deconstruction": ',
      `${JSON.stringify(PROMPT)}, 1`,
      JSON.stringify({ compositional_deconstruction, high_level_description }),
      JSON.stringify({ ...PROMPT, high_level_description: 'Another' }),
      '['.repeat(100_000),
    ]) {
      const read = readOrigin(carried({ promptText }));
      assert.ok(read);
      assert.equal(promptDocument(read), wanted);
      assert.equal(promptDocument(makeOrigin({ ...without, promptText })), wanted);
    }
  });

  it('does not exist for a sentence until its prompt is known', () => {
    assert.equal(promptDocument({ ...SENTENCE, prompt: null }), undefined);
    const known = promptDocument({ ...SENTENCE, prompt: PROMPT });
    assert.deepEqual(JSON.parse(known ?? ''), PROMPT);
  });
});
