import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { rewriteFile } from '../../../src/cli/replace-file';
import { UsageError } from '../../../src/cli/usage-error';
import { Workplace } from './command';

describe('rewriteFile', () => {
  it('leaves alone what someone else wrote meanwhile', async () => {
    const place = await Workplace.open();
    try {
      await place.write('a.json', '{ "theirs": 1 }');
      const file = place.path('a.json');
      await assert.rejects(
        rewriteFile(file, '{ "before": 1 }', '{ "after": 1 }'),
        (error) => error instanceof UsageError && error.message.includes('changed while'),
      );
      assert.equal(await readFile(file, 'utf8'), '{ "theirs": 1 }');
      assert.deepEqual(await readdir(place.folder), ['a.json']);
    } finally {
      await place.close();
    }
  });
});
