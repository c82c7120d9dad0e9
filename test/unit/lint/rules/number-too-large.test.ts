import assert from 'node:assert/strict';
import { isBlocked, lintDocument } from '../../../../src/lint/lint';
import { numberTooLarge } from '../../../../src/lint/rules/number-too-large';
import { applyFix, fixNamed, places, runRule, titles } from '../run-rule';

const PROMPT = 'a.structured-prompt.json';
const TASK = 'a.image-task.json';

function inPrompt(element: string): string {
  return `{ "compositional_deconstruction": { "background": "", "elements": [{ ${element} }] } }`;
}

describe('number-too-large', () => {
  for (const number of ['1e999', '-1e999', '1E+400', `1${'0'.repeat(400)}`, `${'9'.repeat(250)}e99`]) {
    it(`blocks a prompt with a number that would be sent as null: ${number.slice(0, 12)}`, () => {
      const text = inPrompt(`"type": "obj", "bbox": [0, 0, 100, ${number}], "desc": "x"`);
      const [found, ...more] = runRule(numberTooLarge, PROMPT, text);
      assert.ok(found);
      assert.deepEqual(more, []);
      assert.deepEqual(places([found]), [`compositional_deconstruction.elements[0].bbox[3]: ${number}`]);
      assert.match(found.message, /null would be sent/);
      assert.deepEqual(titles(found), []);
      assert.equal(isBlocked(lintDocument(PROMPT, text)), true);
    });
  }

  it('looks at every value of a prompt and a task, once', () => {
    const text = '{ "a": [1e999, { "b": 1e999 }], "compositional_deconstruction": { "c": 1e999 } }';
    assert.deepEqual(
      runRule(numberTooLarge, PROMPT, text).map(({ path }) => path.join('.')),
      ['a.0', 'a.1.b', 'compositional_deconstruction.c'],
    );
    const task = `[{ "positivePrompt": "A boat", "ttl": 1e999, "width": 1e999, "height": 2048 },
      { "settings": { "structuredPrompt": ${inPrompt('"type": "obj", "desc": 1e999')} } }]`;
    const blocking = lintDocument(TASK, task).problems.filter((problem) => problem.blocking);
    assert.deepEqual(
      blocking.filter(({ path }) => path.at(-1) !== 'height').map(({ path }) => path.at(-1)),
      ['ttl', 'width', 'desc'],
    );
  });

  it('reports integers whose last digits would change, and puts them in quotes', () => {
    const text = inPrompt('"type": "text", "text": 12345678901234567890, "desc": "x"');
    const [found] = runRule(numberTooLarge, PROMPT, text);
    assert.ok(found);
    assert.match(found.message, /12345678901234567000 would be sent/);
    assert.deepEqual(titles(found), ['Put it in quotes']);
    assert.equal(
      applyFix(text, fixNamed(found, 'Put it in quotes')),
      text.replace('12345678901234567890', '"12345678901234567890"'),
    );
  });

  it('accepts what arrives as it is written, and what is a text', () => {
    for (const number of [
      '9007199254740991',
      '9007199254740992',
      '1e15',
      '1e300',
      '0.12345678901234567890',
      '-1e-999',
    ]) {
      assert.deepEqual(runRule(numberTooLarge, PROMPT, inPrompt(`"type": "obj", "desc": ${number}`)), []);
    }
    assert.deepEqual(runRule(numberTooLarge, PROMPT, inPrompt('"type": "obj", "desc": "1e999"')), []);
  });
});
