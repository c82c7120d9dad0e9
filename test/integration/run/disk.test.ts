import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { asDiskError, onDisk } from '../../../src/run/files/disk-errors';
import { ServiceError } from '../../../src/task/errors';
import type { Seen } from './children/small-disk';
import { cleanUp, temporaryFolder } from '../../support/runs';

function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(`${code}: no`), { code, ...(syscall === undefined ? {} : { syscall }) });
}

describe('a failure of the file system', () => {
  it('has the class `disk`, with a plain explanation if there is one', async () => {
    for (const [code, words] of [
      ['ENOSPC', /^The disk is full\. \(ENOSPC/],
      ['EACCES', /^The folder of the run must not be written to\./],
      ['EISDIR', /^EISDIR: no$/],
    ] as const) {
      await assert.rejects(
        onDisk(() => Promise.reject(systemError(code, 'write'))),
        (error) => error instanceof ServiceError && error.class === 'disk' && words.test(error.message),
      );
    }
  });

  it('is distinguished from other failures, which do not change', () => {
    for (const error of [new TypeError('bug'), systemError('ERR_INVALID_ARG_TYPE'), 'text', undefined]) {
      assert.equal(asDiskError(error), error);
    }
  });
});

/** How to mount a file system without affecting the machine's: in a user namespace, or as root. */
const UNSHARE = ['-rm', '-m'].find((flags) => {
  if (process.platform !== 'linux') return false;
  return spawnSync('unshare', [flags, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
});

// Other systems, and some containers, do not allow a disk of a few kilobytes.
if (UNSHARE !== undefined) {
  describe('a run on a disk that is really full', () => {
    afterEach(cleanUp);
    const play = async (scenario: string): Promise<Seen> => {
      const folder = await temporaryFolder();
      const script = path.join(import.meta.dirname, 'children', 'small-disk.ts');
      const mounted = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"';
      const node = [process.execPath, '--import', 'tsx', script, folder, scenario];
      const { stdout } = await promisify(execFile)('unshare', [
        UNSHARE,
        'sh',
        '-c',
        mounted,
        folder,
        ...node,
      ]);
      return JSON.parse(stdout) as Seen;
    };

    it('is detached with a clear message when an image does not fit, and finished when there is space', async () => {
      const seen = await play('image');
      assert.deepEqual([seen.state, seen.stored, seen.images], ['detached', 'detached', ['pending']]);
      assert.equal(seen.error?.class, 'disk');
      assert.match(seen.error.message, /^The disk is full\./);
      assert.deepEqual(seen.files.slice(1).sort(), ['prompt.structured-prompt.json', 'run.json']);
      assert.deepEqual([seen.resumed, seen.accepted], ['succeeded', 1]);
    });

    for (const state of ['waiting', 'downloading'] as const) {
      it(`is shown as detached when the disk is full from "${state}" on, and finished when there is space`, async () => {
        const seen = await play(state);
        assert.deepEqual([seen.state, seen.error?.class, seen.stored], ['detached', 'disk', state]);
        assert.deepEqual(seen.files.slice(1).sort(), ['prompt.structured-prompt.json', 'run.json']);
        assert.deepEqual([seen.resumed, seen.accepted], ['succeeded', 1]);
      });
    }

    for (const scenario of ['full', 'queued'] as const) {
      it(`sends nothing and leaves no files when the disk is full before the submission (${scenario})`, async () => {
        const seen = await play(scenario);
        assert.deepEqual([seen.state, seen.stored, seen.error?.class], [undefined, undefined, 'disk']);
        assert.match(seen.error?.message ?? '', /^The disk is full\./);
        assert.deepEqual([seen.files, seen.requests], [[], 0]);
      });
    }
  });
}
