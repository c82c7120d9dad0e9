import assert from 'node:assert/strict';
import { fixAll } from '../../../../src/lint/fix-all';
import { lintDocument } from '../../../../src/lint/lint';

const NAME = 'a.structured-prompt.json';
const PROMPT = '{"compositional_deconstruction": {"background": "a pond", "elements": []}}';
const PYTHON = PROMPT.replaceAll('"', "'");

/** `rule: underlined` of all problems, those with a certain fix with an exclamation mark. */
function seen(text: string, name = NAME): string[] {
  return lintDocument(name, text).problems.map(({ rule, offset, length, fixes }) => {
    const mark = fixes().some(({ certain }) => certain) ? '!' : '';
    return `${rule}: ${text.slice(offset, offset + length)}${mark}`;
  });
}

describe('foreign-text', () => {
  it('names each cause once, at its first position, however often it applies', () => {
    assert.deepEqual(seen(PYTHON), ["foreign-text: '!"]);
    assert.match(lintDocument(NAME, PYTHON).problems[0]?.message ?? '', /single quotes.*\(4 places\)\.$/);
    const text = `Here it is:\n\`\`\`python\n${PYTHON.replace('[]', '[None,]')}\n\`\`\`\n`;
    assert.deepEqual(seen(text), [
      'foreign-text: Here it is:!',
      'foreign-text: ```!',
      "foreign-text: '!",
      'foreign-text: None!',
    ]);
  });

  it('mends all causes in one step, and "fix all" goes on from there', () => {
    assert.equal(fixAll(NAME, PYTHON, {}).text, PROMPT);
    const wrapped = `\`\`\`json\n{'json_prompt': ${PYTHON}}\n\`\`\`\n`;
    assert.equal(fixAll(NAME, wrapped, {}).text, `${PROMPT}\n`);
    assert.equal(fixAll('a.image-task.json', `\ufeff[${PYTHON}]`, {}).rules[0], 'foreign-text');
  });

  it('fixes JSON in a string, too', () => {
    assert.equal(fixAll(NAME, JSON.stringify({ prompt: PYTHON }), {}).text, PROMPT);
    const reply = JSON.stringify({ text: `Sure!\n\`\`\`json\n${PROMPT}\n\`\`\`` });
    assert.equal(fixAll(NAME, reply, {}).text, PROMPT);
  });

  it('leaves the position to the syntax rule if a guess would be needed', () => {
    const text = "{'a': 'a stool's leg'}";
    assert.deepEqual(seen(text), ["foreign-text: '", 'json-syntax: s']);
    assert.deepEqual(seen('{ "a": 1 "b": 2 }'), ['json-syntax: "b"']);
  });

  it('is certain only of what is known to be a prompt or a task', () => {
    assert.deepEqual(seen(PYTHON, 'package.json'), ["foreign-text: '"]);
    assert.equal(fixAll('package.json', PYTHON, {}).text, PYTHON);
  });

  it('blocks sending', () => {
    assert.ok(lintDocument(NAME, PYTHON).problems.every(({ blocking }) => blocking));
  });
});
