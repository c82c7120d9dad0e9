import assert from 'node:assert/strict';
import { promptExactlyOne } from '../../../../src/lint/rules/prompt-exactly-one';
import { applyFix, runRule } from '../run-rule';

const PROMPT = '{ "compositional_deconstruction": {} }';

/** What is underlined, and the text that each fix makes. */
function seen(text: string): (readonly [string, readonly string[]])[] {
  return runRule(promptExactlyOne, 'a.image-task.json', text).map(({ underlined, fixes }) => [
    underlined,
    (fixes?.() ?? []).map((fix) => applyFix(text, fix)),
  ]);
}

describe('prompt-exactly-one', () => {
  it('accepts either', () => {
    assert.deepEqual(seen('{ "positivePrompt": "A boat" }'), []);
    assert.deepEqual(seen(`{ "settings": { "structuredPrompt": ${PROMPT} } }`), []);
  });

  it('keeps one of both', () => {
    assert.deepEqual(seen(`{ "positivePrompt": "A boat", "settings": { "structuredPrompt": ${PROMPT} } }`), [
      [
        '"positivePrompt"',
        [
          `{ "settings": { "structuredPrompt": ${PROMPT} } }`,
          '{ "positivePrompt": "A boat", "settings": {  } }',
        ],
      ],
    ]);
  });

  it('adds one if there is neither, a structure also to existing settings', () => {
    const [underlined, [structure, sentence]] = seen('{ "settings": {}, "ttl": 60 }')[0] ?? ['', []];
    assert.equal(underlined, '{');
    assert.match(
      structure ?? '',
      /"settings": \{"structuredPrompt": \{ "compositional_deconstruction": .*\}, "ttl": 60 \}$/,
    );
    assert.match(sentence ?? '', /^\{ "positivePrompt": "", "settings": \{\}, "ttl": 60 \}$/);
  });
});
