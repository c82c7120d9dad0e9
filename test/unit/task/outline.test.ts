import assert from 'node:assert/strict';
import { outlineOf } from '../../../src/task/outline';
import { located } from '../prompt/written';

function names(value: unknown): string[] {
  return outlineOf(located(JSON.stringify(value), 'task')).map(({ name }) => name);
}

describe('the outline of a task file', () => {
  it('numbers the tasks of an array and names their sizes', () => {
    assert.deepEqual(
      names([{ width: 1664, height: 2496 }, { positivePrompt: 'A cat' }, { width: 1, height: 2 }]),
      ['Task 1: 1664 × 2496 (2:3)', 'Task 2', 'Task 3'],
    );
  });

  it('has the keys of a single task, with the prompt below them', () => {
    const task = { width: 2048, settings: { structuredPrompt: { high_level_description: 'A cat' } } };
    const [width, settings] = outlineOf(located(JSON.stringify(task), 'task'));
    assert.equal(width?.detail, '2048');
    assert.equal(settings?.children[0]?.name, 'structuredPrompt');
    assert.equal(settings.children[0].children[0]?.name, 'high_level_description');
  });
});
