import assert from 'node:assert/strict';
import { lintDocument } from '../../../src/lint/lint';
import { readChoices } from '../../../src/lint/severities';

const TEXT =
  '{ "canvas": 1, "compositional_deconstruction": { "background": "various", "elements": [{ "type": "object", "desc": "" }] } }';

function severities(entries: Record<string, unknown>, text = TEXT): string[] {
  const { choices } = readChoices(entries);
  const { problems } = lintDocument('a.structured-prompt.json', text, { severities: choices });
  return problems.map(({ rule, severity }) => `${rule} ${severity}`);
}

describe('severities', () => {
  it('are chosen for rules and groups, the choice for the rule first', () => {
    assert.deepEqual(severities({}), ['unknown-key warning', 'element-type warning']);
    assert.deepEqual(severities({ shape: 'hint', 'element-type': 'error' }), [
      'unknown-key hint',
      'element-type error',
    ]);
    assert.deepEqual(severities({ shape: 'off', wording: 'information' }), ['hedging information']);
  });

  it('leave what the service refuses an error', () => {
    const { choices, mistakes } = readChoices({ 'composition-required': 'off', api: 'off' });
    assert.equal(choices.size, 0);
    assert.match(mistakes[0] ?? '', /"composition-required" is always an error/);
    assert.equal(mistakes.length, 2);
    assert.deepEqual(severities({ 'composition-required': 'off', api: 'off' }, '{}'), [
      'composition-required error',
    ]);
  });

  it('say what cannot be understood, and use the rest', () => {
    const { choices, mistakes } = readChoices({ colour: 'off', 'key-order': 'loud', wording: 'hint' });
    assert.deepEqual([...choices], [['wording', 'hint']]);
    assert.match(mistakes[0] ?? '', /"colour"/);
    assert.match(mistakes[1] ?? '', /"loud".*"key-order"/);
    assert.equal(mistakes.length, 2);
  });
});
