import assert from 'node:assert/strict';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { documentFolder } from '../../../src/run/record/folder';
import { createRun, newRun } from '../../support/runs';
import { PROMPT } from '../../support/tasks';
import { type Report, Workplace } from './command';

const NAME = 'poster.structured-prompt.json';

describe('structured-prompt: where runs are', () => {
  let place: Workplace;
  beforeEach(async () => {
    place = await Workplace.open();
    await place.write(path.join('sub', 'deep', NAME), PROMPT);
  });
  afterEach(() => place.close());

  /** A proof that was written down and not drawn, by a program that was started in a folder. */
  async function leave(...started: readonly string[]): Promise<string> {
    const folder = documentFolder(place.path(...started), place.path('sub', 'deep', NAME));
    return (await createRun(folder, { ...newRun(), backend: 'proof' })).directory;
  }

  it('resume finds what was begun in folders below, and each stays where it is', async () => {
    const left = [await leave(), await leave('sub'), await leave('sub', 'deep')];
    await place.write(path.join('node_modules', 'x', '.structured-prompt', 'runs', 'y', 'run.json'), '{}');
    const { code, stdout, stderr } = await place.run(['resume', '--json']);
    assert.equal(code, 0, stderr);
    const { state, runs = [] } = JSON.parse(stdout) as Report;
    assert.equal(state, 'succeeded');
    assert.deepEqual(runs.map(({ runDirectory }) => runDirectory).sort(), [...left].sort());
    for (const directory of left) assert.ok((await readdir(directory)).includes('image-1.svg'));
    const again = await place.run(['resume']);
    assert.match(again.stderr, /^Nothing to resume in \.structured-prompt\/runs or in the folders below/);
  });

  if (process.platform === 'win32') return;

  it('neither generate nor resume nor diff follows a link that leads out of the folder', async () => {
    const elsewhere = await Workplace.open();
    try {
      const theirs = documentFolder(elsewhere.folder, elsewhere.path(NAME));
      const { directory } = await createRun(theirs, { ...newRun(), backend: 'proof' });
      await symlink(elsewhere.path('.structured-prompt'), place.path('.structured-prompt'));
      await mkdir(place.path('other', '.structured-prompt'), { recursive: true });
      await symlink(
        elsewhere.path('.structured-prompt', 'runs'),
        place.path('other', '.structured-prompt', 'runs'),
      );
      const run = path.join('.structured-prompt', 'runs', NAME, path.basename(directory));
      for (const args of [
        ['generate', path.join('sub', 'deep', NAME), '--backend', 'proof'],
        ['resume'],
        ['resume', path.join('.structured-prompt', 'runs')],
        ['resume', path.join('other', '.structured-prompt', 'runs')],
        ['diff', run, path.join('sub', 'deep', NAME)],
      ]) {
        const { code, stdout, stderr } = await place.run(args);
        assert.deepEqual([code, stdout], [2, ''], stderr);
        assert.match(
          stderr,
          /^.*\.structured-prompt(\/runs)? is a link that leads out of the folder it is in.+\n$/,
        );
      }
      assert.deepEqual(await readdir(theirs), [path.basename(directory)]);
      assert.ok(!(await readdir(directory)).includes('image-1.svg'));
      const named = ['generate', path.join('sub', 'deep', NAME), '--backend', 'proof', '--out', 'images'];
      assert.equal((await place.run(named)).code, 0);
    } finally {
      await elsewhere.close();
    }
  });
});
