import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { PROMPT } from '../../support/tasks';
import { type Ended, KEY, type Report, Workplace } from './command';

/** How to mount a file system without touching that of the machine: as a user with a namespace of his own, or as root. */
const UNSHARE = ['-rm', '-m'].find((flags) => {
  if (process.platform !== 'linux') return false;
  return spawnSync('unshare', [flags, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
});

const ONE = { state: 'failed', images: [], cost: null };

function parts({ stdout }: Ended): Pick<Report, 'state' | 'images' | 'cost' | 'errors'> {
  const { state, images, cost, errors } = JSON.parse(stdout) as Report;
  return { state, images, cost, errors };
}

describe('structured-prompt where nothing can be written', () => {
  let place: Workplace;
  before(async () => {
    place = await Workplace.open();
    await place.write('good.structured-prompt.json', PROMPT);
    await place.write('bad.structured-prompt.json', { ...PROMPT, high_level_description: '\u00e9' });
    await place.write('disk/mine.svg', 'mine');
  });
  after(() => place.close());

  /** Runs a command on a disk at `disk` of the workplace, which is prepared by a shell. */
  async function onDisk(prepare: string, args: readonly string[], key = KEY): Promise<Ended> {
    const script = `mount -t tmpfs -o size=64k tmpfs disk && echo mine > disk/mine.svg && ${prepare} && exec "$@"`;
    const command = ['sh', '-c', script, 'sh', process.execPath, Workplace.program, ...args];
    const options = { cwd: place.folder, env: { PATH: process.env['PATH'], RUNWARE_API_KEY: key } };
    return new Promise((resolve) => {
      execFile('unshare', [UNSHARE ?? '', ...command], options, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  }

  const FULL = 'dd if=/dev/zero of=disk/fill bs=4k 2>/dev/null; true';
  const READ_ONLY = 'mount -o remount,ro disk';

  if (UNSHARE !== undefined) {
    for (const [what, prepare, code] of [
      ['full', FULL, 'ENOSPC'],
      ['read-only', READ_ONLY, 'EROFS'],
    ] as const) {
      it(`ends with 2 on a ${what} disk, and tells it in one object`, async () => {
        for (const out of ['disk', 'disk/new/deep']) {
          const backend = ['--endpoint', 'http://127.0.0.1:9/v1', '--json', '--out', out];
          const ended = await onDisk(prepare, ['generate', 'good.structured-prompt.json', ...backend]);
          assert.equal(ended.code, 2, ended.stderr);
          const { errors, ...rest } = parts(ended);
          assert.deepEqual([rest, errors.map((error) => error.class)], [ONE, ['disk']]);
          // Node says of folders in new folders that they are missing, whatever the reason.
          if (out === 'disk') assert.equal(errors[0]?.code, code);
          assert.doesNotMatch(ended.stderr, /\n\s+at /);
        }
      });

      it(`ends with 2 where -o is on a ${what} disk, and leaves what is there`, async () => {
        const show = 'trap "cat disk/mine.svg >&2" EXIT';
        const ended = await onDisk(`${prepare} && ${show}`, [
          'proof',
          'good.structured-prompt.json',
          '-o',
          'disk/mine.svg',
        ]);
        assert.deepEqual([ended.code, ended.stdout], [2, '']);
        assert.match(ended.stderr, /^disk\/mine\.svg: cannot be written: E(NOSPC|ROFS)/);
      });
    }

    it('ends with 2 if files cannot be fixed, and continues with the others', async () => {
      const copies = 'cp *.structured-prompt.json disk';
      const files = ['disk/bad.structured-prompt.json', 'bad.structured-prompt.json'];
      await place.write(
        'bad.structured-prompt.json',
        `{ "style_description": {}, ${JSON.stringify(PROMPT).slice(1)}`,
      );
      const ended = await onDisk(`${copies} && ${READ_ONLY}`, ['lint', '--fix', ...files, '--json']);
      assert.equal(ended.code, 2, ended.stderr);
      assert.deepEqual(
        (JSON.parse(ended.stdout) as { file: string }[]).map(({ file }) => file),
        files,
      );
    });
  }
});

describe('structured-prompt --json', () => {
  let place: Workplace;
  before(async () => {
    place = await Workplace.open();
    await place.write('good.structured-prompt.json', PROMPT);
  });
  after(() => place.close());

  it('prints one object whatever prevents the command from starting', async () => {
    for (const [args, key] of [
      [['generate', 'missing.json'], KEY],
      [['generate'], KEY],
      [['generate', 'good.structured-prompt.json', '--fast'], KEY],
      [['generate', 'good.structured-prompt.json'], undefined],
      [['resume', 'missing'], KEY],
      [['resume', '--concurrency', '99'], KEY],
    ] as const) {
      const ended = await place.run([...args, '--json'], key);
      const { errors, ...rest } = parts(ended);
      assert.deepEqual([ended.code, rest, errors.length], [2, ONE, 1], ended.stderr);
      assert.equal(ended.stderr.trimEnd(), errors[0]?.message);
    }
    for (const [key, code] of [
      [undefined, 2],
      [KEY, 1],
    ] as const) {
      const args = ['balance', '--json', '--endpoint', 'http://127.0.0.1:9/v1'];
      const ended = await place.run(args, key);
      const { balance, errors } = JSON.parse(ended.stdout) as { balance: unknown; errors: unknown[] };
      assert.deepEqual([ended.code, balance, errors.length], [code, null, 1]);
    }
  });

  it('keeps its exit code if nobody reads, and ends with 1 if that is all that went wrong', async () => {
    for (const [args, expected] of [
      [['lint', 'missing.json', '--json'], 2],
      [['generate', 'missing.json', '--json'], 2],
      [['lint', 'good.structured-prompt.json', '--json'], 1],
      [['proof', 'good.structured-prompt.json'], 1],
    ] as const) {
      const child = place.start(args, KEY);
      child.stdout.destroy();
      child.stderr.destroy();
      const [code] = (await once(child, 'exit')) as [number | null];
      assert.equal(code, expected, args.join(' '));
      if (process.platform !== 'linux') continue;
      const full = await place.runInto('/dev/full', args);
      assert.equal(full.code, args[0] === 'generate' ? 2 : expected, full.stderr);
    }
    assert.equal(await readFile(place.path('good.structured-prompt.json'), 'utf8'), JSON.stringify(PROMPT));
  });
});
