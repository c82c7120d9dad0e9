import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { lintDocument } from '../../../src/lint/lint';
import { buildTasks } from '../../../src/task/build';
import {
  DRAFT_SPEED,
  draftDocument,
  draftName,
  measureSentence,
  SENTENCE_LENGTH,
} from '../../../src/task/draft';
import { estimate } from '../../../src/task/prices';
import { SIZES } from '../../../src/task/sizes';
import { DEFAULT_OPTIONS } from '../../../src/task/types';
import { priceOf } from '../../simulator/runner';
import { validateTask } from '../../simulator/validate';

const taskOf = (sentence: string, size = SIZES[0] ?? DEFAULT_OPTIONS) => {
  const document = draftDocument(sentence, { ...size, format: 'WEBP' });
  const [task] = buildTasks('task', document, DEFAULT_OPTIONS, randomUUID);
  assert.ok(task);
  return { document, task };
};

describe('the task of a draft', () => {
  it('is accepted by the service and as a task file, at each size, for the stated price', () => {
    for (const size of SIZES) {
      const { document, task } = taskOf('A boat on a lake', size);
      assert.deepEqual(validateTask(task), []);
      assert.deepEqual(lintDocument('draft.image-task.json', JSON.stringify(document)).problems, []);
      assert.deepEqual([task.width, task.height], [size.width, size.height]);
      assert.equal(priceOf(task), estimate(DRAFT_SPEED, 1));
    }
  });

  it('accepts sentences of exactly the lengths that the service accepts', () => {
    const { min, max } = SENTENCE_LENGTH;
    for (const [length, isTaken] of [
      [min - 1, false],
      [min, true],
      [max, true],
      [max + 1, false],
    ] as const) {
      // Of signs that are two units of UTF-16 each.
      const { sentence, length: measured } = measureSentence(`  ${'🦊'.repeat(length)}\n`);
      assert.equal(measured, length);
      const { document, task } = taskOf(sentence);
      assert.equal(validateTask(task).length === 0, isTaken, `${length}`);
      const { problems } = lintDocument('draft.image-task.json', JSON.stringify(document));
      assert.equal(problems.length === 0, isTaken, `${length}`);
    }
  });
});

describe('the name of a draft', () => {
  it('is made of its first words', () => {
    assert.equal(draftName('A red fox in the snow, at dawn'), 'a-red-fox-in-the');
    assert.equal(draftName('  Ein Café: "Müller & Söhne"'), 'ein-café-müller-söhne');
    assert.equal(draftName('雪の中の赤い狐'), '雪の中の赤い狐');
  });

  it('is accepted by every file system, whatever the sentence is', () => {
    assert.equal(draftName('../../etc/passwd\u0000 <b>'), 'etc-passwd-b');
    assert.equal(draftName('!?'), 'draft');
    assert.equal(draftName('x'.repeat(500)), 'x'.repeat(40));
    assert.equal(draftName(`short ${'x'.repeat(500)}`), 'short');
  });
});
