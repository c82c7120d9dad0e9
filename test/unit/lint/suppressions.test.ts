import assert from 'node:assert/strict';
import { lintDocument } from '../../../src/lint/lint';

/** The rules that report in a prompt with this before and behind a line with two problems. */
function rules(before: string, behind = '', ending = '\n'): string[] {
  const text = [
    '{ "compositional_deconstruction": { "background": "", "elements": [',
    before,
    `{ "type": "object", "desc": "x", "id": 1 }${behind}`,
    '] } }',
  ].join(ending);
  return lintDocument('a.structured-prompt.json', text).problems.map(({ rule }) => rule);
}

describe('comments that suppress problems', () => {
  it('hold for the next line, their own or the whole file, by name or for all rules', () => {
    for (const ending of ['\n', '\r\n', '\r']) {
      assert.deepEqual(rules('// structured-prompt-disable-next-line', '', ending), []);
      assert.deepEqual(rules('// structured-prompt-disable-next-line element-type', '', ending), [
        'unknown-key',
      ]);
      assert.deepEqual(rules('', ' // structured-prompt-disable-line unknown-key', ending), ['element-type']);
      assert.deepEqual(rules('// structured-prompt-disable unknown-key, element-type', '', ending), []);
    }
  });

  it('may be block comments, of several lines too', () => {
    assert.deepEqual(rules('/* structured-prompt-disable-next-line\n   unknown-key element-type */'), []);
    assert.deepEqual(rules('/** structured-prompt-disable-next-line unknown-key */'), ['element-type']);
    assert.deepEqual(rules('', ' /* structured-prompt-disable-line element-type */'), ['unknown-key']);
  });

  it('say nothing about other lines, other names and other words', () => {
    const all = ['element-type', 'unknown-key'];
    assert.deepEqual(rules('// structured-prompt-disable-line'), all);
    assert.deepEqual(rules('// structured-prompt-disable-next-line\n'), all);
    assert.deepEqual(rules('// structured-prompt-disable-next-line no-such-rule'), all);
    assert.deepEqual(rules('// structured-prompt-disabled'), all);
    assert.deepEqual(rules('// never structured-prompt-disable'), all);
    assert.deepEqual(rules('"// structured-prompt-disable",').slice(1), all);
  });

  it('cannot hide what the service refuses', () => {
    for (const comment of ['structured-prompt-disable', 'structured-prompt-disable composition-required']) {
      const { problems } = lintDocument('a.structured-prompt.json', `// ${comment}\n{}`);
      assert.deepEqual(
        problems.map(({ rule }) => rule),
        ['composition-required'],
      );
    }
  });
});
