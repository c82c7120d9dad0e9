import assert from 'node:assert/strict';
import { escapedUnicode } from '../../../../src/lint/rules/escaped-unicode';
import { problemsOf, runRule, withElements } from '../run-rule';

describe('escaped-unicode', () => {
  it('offers the literal characters for certain, once for each string', () => {
    const text = withElements(
      String.raw`{ "type": "text", "text": "\u6771\u4eac", "desc": "caf\u00e9 sign" }`,
    );
    const problems = problemsOf(escapedUnicode, text);
    assert.deepEqual(
      problems.map(({ at, path }) => [at, path]),
      [
        [String.raw`"\u6771\u4eac"`, 'compositional_deconstruction.elements.0.text'],
        [String.raw`"caf\u00e9 sign"`, 'compositional_deconstruction.elements.0.desc'],
      ],
    );
    assert.match(problems[0]?.message ?? '', /"東京"/);
    assert.deepEqual(
      problems.map(({ fixes: [fix] }) => [fix?.certain, fix?.result]),
      [
        [true, text.replace(String.raw`\u6771\u4eac`, '東京')],
        [true, text.replace(String.raw`\u00e9`, 'é')],
      ],
    );
  });

  it('looks at keys and at the other strings of tasks', () => {
    const text = String.raw`[{ "taskType": "imageInference", "gr\u00f6\u00dfe": ["\u00e9"] }]`;
    assert.deepEqual(
      runRule(escapedUnicode, 'a.image-task.json', text).map(({ underlined, path }) => [
        underlined,
        path.join('.'),
      ]),
      [
        [String.raw`"gr\u00f6\u00dfe"`, '0.größe'],
        [String.raw`"\u00e9"`, '0.größe.0'],
      ],
    );
  });

  it('leaves alone what must stay escaped, and a backslash before a u', () => {
    const text = withElements(
      String.raw`{ "type": "text", "text": "\u0007 \u200b \ud800 C:\\users \/ \"\n" }`,
    );
    assert.deepEqual(problemsOf(escapedUnicode, text), []);
  });
});
