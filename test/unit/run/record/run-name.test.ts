import assert from 'node:assert/strict';
import path from 'node:path';
import { hasRunName, numberedRunName, runName } from '../../../../src/run/record/run-name';

const UUID = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const TIME = new Date('2026-03-01T09:30:00.123Z');

describe('the name of a run folder', () => {
  it('is the time and the first eight characters of the task UUID', () => {
    assert.equal(runName(TIME, UUID), '2026-03-01T09-30-00-1b4e28ba');
    assert.equal(numberedRunName('2026-03-01T09-30-00-1b4e28ba', 1), '2026-03-01T09-30-00-1b4e28ba');
    assert.equal(numberedRunName('2026-03-01T09-30-00-1b4e28ba', 2), '2026-03-01T09-30-00-1b4e28ba-2');
  });

  for (const taskUUID of [UUID, UUID.toUpperCase(), 'a']) {
    it(`is recognized, numbered or not, for the task ${taskUUID}`, () => {
      const name = runName(TIME, taskUUID);
      assert.ok(hasRunName(path.join('runs', 'a.structured-prompt.json', name)));
      assert.ok(hasRunName(`${numberedRunName(name, 12)}${path.sep}`));
    });
  }

  for (const name of [
    'a.structured-prompt.json',
    '2026-03-01T09-30-00',
    '2026-03-01T09-30-00-',
    '2026-03-01T09-30-00-1b4e28ba0',
    '2026-03-01T09-30-00-1b4e28ba-x',
    'x2026-03-01T09-30-00-1b4e28ba',
  ]) {
    it(`is not ${name}`, () => assert.ok(!hasRunName(name)));
  }
});
