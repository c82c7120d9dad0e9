import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Rule } from '../../../src/lint/rule';
import { bboxEmpty } from '../../../src/lint/rules/bbox-empty';
import { bboxScale } from '../../../src/lint/rules/bbox-scale';
import { bboxTransposed } from '../../../src/lint/rules/bbox-transposed';
import { duplicateElement } from '../../../src/lint/rules/duplicate-element';
import { textOverflow } from '../../../src/lint/rules/text-overflow';
import { textOverlap } from '../../../src/lint/rules/text-overlap';
import { parseSize } from '../../../src/task/sizes';
import { problemsOf, type Sides } from './run-rule';

const RULES: readonly Rule[] = [
  bboxScale,
  bboxTransposed,
  bboxEmpty,
  textOverflow,
  textOverlap,
  duplicateElement,
];
const EXAMPLES = new URL('../../../examples/', import.meta.url);
const CORPUS = new URL('../../fixtures/corpus/', import.meta.url);

function found(text: string, size?: Sides): string[] {
  return RULES.flatMap((rule) => problemsOf(rule, text, size).map(({ index }) => `${rule.id} ${index}`));
}

/** The size that the examples' documentation says each was made for. */
function madeFor(): [string, Sides][] {
  const lines = readFileSync(new URL('README.md', EXAMPLES), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const name = /`([\w-]+\.structured-prompt\.json)`/.exec(line)?.[1];
    const size = parseSize(/\d+x\d+/.exec(line)?.[0] ?? '');
    return name && size ? [[name, [size.width, size.height]] as [string, Sides]] : [];
  });
}

describe('the layout rules', () => {
  it('find nothing in the examples at their sizes', () => {
    const examples = madeFor();
    assert.equal(
      examples.length,
      readdirSync(EXAMPLES).filter((name) => name.endsWith('.structured-prompt.json')).length,
    );
    for (const [name, size] of examples) {
      assert.deepEqual(found(readFileSync(new URL(name, EXAMPLES), 'utf8'), size), [], name);
    }
  });

  it('report one of the prompts found in public, whose boxes are x first', () => {
    const reports = readdirSync(CORPUS)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => found(readFileSync(new URL(name, CORPUS), 'utf8')).map((one) => `${name} ${one}`));
    assert.deepEqual(
      reports,
      [1, 2, 3, 14].map((index) => `058.json bbox-transposed ${index}`),
    );
  });

  it('see the text that the other order of axes hides', () => {
    const text = readFileSync(new URL('058.json', CORPUS), 'utf8');
    const fixed = problemsOf(bboxTransposed, text)[0]?.fixes[0]?.result ?? '';
    assert.deepEqual(found(fixed), []);
  });
});
