import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { destinationOf } from '../../../src/cli/output';
import { embedOrigin } from '../../../src/metadata/embed';
import { imageTask, PROMPT } from '../../support/tasks';
import { Workplace } from './command';

const run = promisify(execFile);

const PROOF = ['proof', 'good.structured-prompt.json', '-o'];

// There are no such links, pipes and permissions elsewhere. No device itself is named: a fault would put a file in its place.
if (process.platform === 'linux') {
  describe('-o', () => {
    let place: Workplace;
    let svg: string;
    beforeEach(async () => {
      place = await Workplace.open();
      await place.write('good.structured-prompt.json', PROMPT);
      svg = (await place.run(['proof', 'good.structured-prompt.json'])).stdout;
    });
    afterEach(() => place.close());

    it('writes through a link into the file behind it, which keeps its permissions', async () => {
      await mkdir(place.path('elsewhere'));
      await place.write('elsewhere/mine.svg', 'old');
      await chmod(place.path('elsewhere/mine.svg'), 0o640);
      await symlink('elsewhere/mine.svg', place.path('link.svg'));
      assert.deepEqual(await place.run([...PROOF, 'link.svg']), { code: 0, stdout: '', stderr: '' });
      assert.equal(await readlink(place.path('link.svg')), 'elsewhere/mine.svg');
      assert.equal(await readFile(place.path('elsewhere/mine.svg'), 'utf8'), svg);
      assert.equal((await stat(place.path('elsewhere/mine.svg'))).mode & 0o777, 0o640);
      assert.deepEqual(await readdir(place.path('elsewhere')), ['mine.svg']);
    });

    it('creates the file that a link names if it does not exist yet', async () => {
      await symlink('new.svg', place.path('second.svg'));
      await symlink(place.path('second.svg'), place.path('first.svg'));
      assert.equal((await place.run([...PROOF, 'first.svg'])).code, 0);
      assert.equal(await readFile(place.path('new.svg'), 'utf8'), svg);
      assert.ok((await lstat(place.path('second.svg'))).isSymbolicLink());
    });

    it('follows links as the system does, where folders are links, too', async () => {
      await mkdir(place.path('deep/folder'), { recursive: true });
      await symlink('deep/folder', place.path('short'));
      await symlink('../new.svg', place.path('deep/folder/link.svg'));
      assert.equal((await place.run([...PROOF, 'short/link.svg'])).code, 0);
      assert.equal(await readFile(place.path('deep/new.svg'), 'utf8'), svg);
      assert.equal((await place.run([...PROOF, 'short/../other.svg'])).code, 0);
      assert.equal(await readFile(place.path('deep/other.svg'), 'utf8'), svg);
    });

    it('writes into a pipe, which stays one', async () => {
      await run('mkfifo', [place.path('pipe')]);
      const reading = readFile(place.path('pipe'), 'utf8');
      assert.equal((await place.run([...PROOF, 'pipe'])).code, 0);
      assert.equal(await reading, svg);
      assert.ok((await lstat(place.path('pipe'))).isFIFO());
    });

    it('writes into a device behind a link, and reports that it is full', async () => {
      await symlink('/dev/full', place.path('device'));
      const { code, stderr } = await place.run([...PROOF, 'device']);
      assert.deepEqual([code, stderr.startsWith('device: cannot be written: ENOSPC')], [2, true], stderr);
      assert.equal(await readlink(place.path('device')), '/dev/full');
    });

    it('knows the streams of the program, whatever they are connected to', async () => {
      await symlink('/dev/stdout', place.path('link'));
      for (const out of ['-', '/dev/fd/1', '/proc/self/fd/1', 'link']) {
        assert.deepEqual(await place.run([...PROOF, out]), { code: 0, stdout: svg, stderr: '' }, out);
        await place.write('into.svg', '');
        assert.equal((await place.runInto(place.path('into.svg'), [...PROOF, out])).code, 0);
        assert.equal(await readFile(place.path('into.svg'), 'utf8'), svg, out);
      }
      assert.deepEqual(await place.run([...PROOF, '/dev/fd/2']), { code: 0, stdout: '', stderr: svg });
      assert.deepEqual(await destinationOf('/dev/stdout'), { kind: 'stdout' });
      assert.deepEqual(await destinationOf('/dev/stderr'), { kind: 'stderr' });
      assert.deepEqual(await destinationOf('/dev/null'), { kind: 'device', path: '/dev/null' });
    });

    it('adds to what a shell appends to', async () => {
      await place.write('log.svg', 'before\n');
      const shell = `exec node "$1" proof good.structured-prompt.json -o /dev/fd/1 >> log.svg`;
      await run('sh', ['-c', shell, 'sh', Workplace.program], { cwd: place.folder });
      assert.equal(await readFile(place.path('log.svg'), 'utf8'), `before\n${svg}`);
    });

    it('accepts the longest possible name', async () => {
      const name = `${'x'.repeat(251)}.svg`;
      assert.equal((await place.run([...PROOF, name])).code, 0);
      assert.equal(await readFile(place.path(name), 'utf8'), svg);
    });

    it('leaves a read-only file alone, and anything that cannot be a file', async () => {
      await place.write('mine.svg', 'old');
      await chmod(place.path('mine.svg'), 0o444);
      await mkdir(place.path('folder'));
      await symlink('round', place.path('round'));
      for (const out of ['mine.svg', 'folder', 'round', 'no/out.svg', 'mine.svg/out.svg']) {
        const { code, stdout, stderr } = await place.run([...PROOF, out]);
        assert.deepEqual([code, stdout], [2, ''], out);
        assert.match(stderr, /^[\w./]+: cannot be written: .+\n$/);
      }
      assert.equal(await readFile(place.path('mine.svg'), 'utf8'), 'old');
    });

    it('needs no --force in extract for a pipe or a device', async () => {
      const image = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'teal' } })
        .png()
        .toBuffer();
      const origin = { model: 'ideogram:4@0', prompt: PROMPT, task: imageTask(), seed: 5 };
      await place.write(
        'saved.png',
        (await embedOrigin(image, { ...origin, createdAt: '2026-03-01T09:30:00.000Z' })) ?? '',
      );
      const { stdout } = await place.run(['extract', 'saved.png']);
      assert.deepEqual(JSON.parse(stdout), PROMPT);
      assert.deepEqual(await place.run(['extract', 'saved.png', '-o', '-']), { code: 0, stdout, stderr: '' });
      await run('mkfifo', [place.path('pipe')]);
      const reading = readFile(place.path('pipe'), 'utf8');
      assert.equal((await place.run(['extract', 'saved.png', '-o', 'pipe'])).code, 0);
      assert.equal(await reading, stdout);
      await symlink('nowhere.json', place.path('link'));
      assert.equal((await place.run(['extract', 'saved.png', '-o', 'link'])).code, 2);
    });
  });
}
