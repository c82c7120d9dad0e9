import assert from 'node:assert/strict';
import { freshUUIDs } from '../../../src/task/uuids';

function fresh(own: readonly string[], used: readonly string[]): string[] {
  let count = 0;
  const tasks = own.map((taskUUID, position) => ({ taskUUID, position }));
  const renamed = freshUUIDs(tasks, used, () => `new-${++count}`);
  assert.deepEqual(
    renamed.map(({ position }) => position),
    own.map((_uuid, position) => position),
  );
  return renamed.map(({ taskUUID }) => taskUUID);
}

describe('freshUUIDs', () => {
  it('keeps what was never used', () => {
    assert.deepEqual(fresh(['a', 'b'], ['c']), ['a', 'b']);
    assert.deepEqual(fresh([], ['a']), []);
  });

  it('replaces what an earlier run used, in any case', () => {
    assert.deepEqual(fresh(['a', 'B', 'c'], ['A', 'b']), ['new-1', 'new-2', 'c']);
  });

  it('replaces repetitions in the list from the second one on', () => {
    assert.deepEqual(fresh(['a', 'A', 'a', 'b'], []), ['a', 'new-1', 'new-2', 'b']);
  });

  it('does not change the tasks it is given', () => {
    const task = Object.freeze({ taskUUID: 'a' });
    assert.deepEqual(
      freshUUIDs([task], ['a'], () => 'b'),
      [{ taskUUID: 'b' }],
    );
    assert.equal(task.taskUUID, 'a');
  });
});
