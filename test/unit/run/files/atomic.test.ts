import assert from 'node:assert/strict';
import { type FileHandle, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';
import { retryWhileBlocked, writeAtomic } from '../../../../src/run/files/atomic';
import { readRun } from '../../../../src/run/record/store';
import { cleanUp, createRun, newRun, temporaryFolder } from '../../../support/runs';

describe('writeAtomic', () => {
  afterEach(cleanUp);

  it('never shows a half-written file to a reader, however many writers there are, and leaves no other file behind', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'run.json');
    const contents = Array.from({ length: 12 }, (_, n) => String(n % 10).repeat(200_000 + n));
    await writeAtomic(file, contents[0] ?? '');
    const writing = Promise.all(contents.map((content) => writeAtomic(file, content)));
    for (let reads = 0; reads < 50; reads++) assert.ok(contents.includes(await readFile(file, 'utf8')));
    await writing;
    assert.ok(contents.includes(await readFile(file, 'utf8')));
    assert.deepEqual(await readdir(folder), ['run.json']);
  });

  it('keeps the old file and leaves nothing behind when it fails', async () => {
    const folder = await temporaryFolder();
    const target = path.join(folder, 'target');
    await mkdir(target);
    await writeFile(path.join(target, 'kept'), 'x');
    await assert.rejects(writeAtomic(target, 'text'));
    assert.deepEqual(await readdir(folder), ['target']);
    await assert.rejects(writeAtomic(path.join(folder, 'missing', 'file'), 'text'), { code: 'ENOENT' });
  });

  it('writes bytes unchanged', async () => {
    const file = path.join(await temporaryFolder(), 'bytes');
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    await writeAtomic(file, bytes);
    assert.deepEqual(new Uint8Array(await readFile(file)), bytes);
  });
});

describe('a file system that cannot flush everything', () => {
  afterEach(async () => {
    mock.restoreAll();
    await cleanUp();
  });

  /** Makes the flushing of folders, or of files, fail. */
  const fail = async (code: string, ofFolders: boolean) => {
    const handle = await open(await temporaryFolder(), 'r');
    const kind = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    mock.method(kind, 'sync', async function (this: FileHandle) {
      if ((await this.stat()).isDirectory() === ofFolders) throw Object.assign(new Error(code), { code });
    });
  };

  for (const code of ['EINVAL', 'EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF']) {
    it(`accepts runs all the same when flushing a folder fails with ${code}`, async () => {
      await fail(code, true);
      const run = await createRun(path.join(await temporaryFolder(), 'a', 'b'), newRun());
      assert.deepEqual(await readRun(run.directory), run);
    });
  }

  it('accepts no run when a folder or a file cannot be flushed for another reason', async () => {
    for (const [code, ofFolders] of [
      ['EIO', true],
      ['ENOSPC', true],
      ['EIO', false],
      ['EINVAL', false],
    ] as const) {
      await fail(code, ofFolders);
      await assert.rejects(createRun(path.join(await temporaryFolder(), 'a'), newRun()), { code });
      mock.restoreAll();
    }
  });
});

describe('retryWhileBlocked', () => {
  const play = async (...codes: string[]) => {
    let calls = 0;
    const operation = () => {
      const code = codes[calls++];
      return code === undefined ? Promise.resolve() : Promise.reject(Object.assign(new Error(), { code }));
    };
    const [settled] = await Promise.allSettled([retryWhileBlocked(operation)]);
    return { calls, status: settled.status };
  };

  it('waits until another program closes a file', async () => {
    assert.deepEqual(await play('EPERM', 'EBUSY', 'EACCES'), { calls: 4, status: 'fulfilled' });
  });

  it('gives up after some attempts, and at once for any other error', async () => {
    assert.deepEqual(await play('EPERM', 'EPERM', 'EPERM', 'EPERM'), { calls: 4, status: 'rejected' });
    assert.deepEqual(await play('ENOSPC'), { calls: 1, status: 'rejected' });
  });
});
