import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { costOf } from '../../../../src/run/record/record';
import { readRun, type Run, saveRun } from '../../../../src/run/record/store';
import { cleanUp, createRun, listRuns, newRun, RESULT, temporaryFolder } from '../../../support/runs';
import { PROMPT } from '../../../support/tasks';

/** Writes a `run.json` with the given members changed. */
async function plant(folder: string, name: string, members: object): Promise<string> {
  const { record } = await createRun(await temporaryFolder(), newRun());
  const directory = path.join(folder, name);
  await mkdir(directory);
  await writeFile(path.join(directory, 'run.json'), JSON.stringify({ ...record, ...members }));
  return directory;
}

function withTime(run: Run, createdAt: string): Run {
  return { ...run, record: { ...run.record, createdAt } };
}

describe('the store of runs', () => {
  afterEach(cleanUp);

  it('reads a run as it was written', async () => {
    const folder = path.join(await temporaryFolder(), 'not', 'yet', 'there');
    const init = { ...newRun({ count: 2 }), documentText: '\uFEFF{ "odd" :  1 }\r\n' };
    const run = await createRun(folder, init);
    assert.deepEqual(await readRun(run.directory), run);
    assert.deepEqual(await listRuns(folder), [run]);
    const prompt = await readFile(path.join(run.directory, run.record.promptFile), 'utf8');
    assert.equal(prompt, init.documentText);
    assert.deepEqual(run.record.request, init.task);
  });

  it('names the file of the prompt so that the editor recognizes its kind', async () => {
    const folder = await temporaryFolder();
    const prompt = await createRun(folder, newRun());
    const task = await createRun(folder, { ...newRun(), kind: 'task' });
    assert.equal(prompt.record.promptFile, 'prompt.structured-prompt.json');
    assert.equal(task.record.promptFile, 'task.image-task.json');
  });

  it('creates separate folders for runs of the same second and task', async () => {
    const folder = await temporaryFolder();
    const init = newRun();
    const runs = await Promise.all([1, 2, 3, 4].map(() => createRun(folder, init)));
    assert.equal(new Set(runs.map(({ directory }) => directory)).size, 4);
    assert.equal((await listRuns(folder)).length, 4);
  });

  it('keeps a hostile task UUID inside the folder', async () => {
    const folder = await temporaryFolder();
    const init = newRun();
    const task = { ...init.task, taskUUID: '../../../../etc/x' };
    const { directory } = await createRun(folder, { ...init, task });
    assert.equal(path.dirname(directory), folder);
  });

  it('lists the newest first, whatever the folders are called', async () => {
    const folder = await temporaryFolder();
    const [a, b, c] = await Promise.all(
      [newRun(), newRun(), newRun()].map((init) => createRun(folder, init)),
    );
    assert.ok(a && b && c);
    await saveRun(withTime(a, '2026-03-01T10:00:00.000Z'));
    await saveRun(withTime(b, '2026-03-02T10:00:00.000Z'));
    await saveRun(withTime(c, '2025-12-31T10:00:00.000Z'));
    const listed = (await listRuns(folder)).map(({ directory }) => directory);
    assert.deepEqual(listed, [b.directory, a.directory, c.directory]);
  });

  it('finds no runs when the folder is missing, or is a file', async () => {
    const folder = await temporaryFolder();
    assert.deepEqual(await listRuns(path.join(folder, 'missing')), []);
    await writeFile(path.join(folder, 'file'), '');
    assert.deepEqual(await listRuns(path.join(folder, 'file')), []);
  });

  const task = newRun().task;
  for (const [what, members] of [
    ['a file outside its folder', { results: [{ ...RESULT, file: '../../secret.png' }] }],
    ['an absolute file', { results: [{ ...RESULT, file: '/etc/passwd' }] }],
    ['a file behind a backslash', { results: [{ ...RESULT, file: '..\\secret.png' }] }],
    ['a file named ..', { results: [{ ...RESULT, file: '..' }] }],
    ['a file with a NUL', { results: [{ ...RESULT, file: 'a\u0000.png' }] }],
    ['a prompt outside its folder', { promptFile: '../../../.ssh/id_rsa' }],
    ['an empty name of a file', { promptFile: '' }],
    ['a result of an unknown state', { results: [{ ...RESULT, state: 'stolen' }] }],
    ['a seed that is a text', { results: [{ ...RESULT, seed: '5' }] }],
    ['results that are no list', { results: { length: 1 } }],
    [
      'an error of an unknown class',
      { errors: [{ code: 'x', class: 'toString', message: 'x', parameters: [] }] },
    ],
    [
      'parameters that are no texts',
      { errors: [{ code: 'x', class: 'auth', message: 'x', parameters: [{}] }] },
    ],
    ['an unknown state', { state: 'exploded' }],
    ['an unknown backend', { backend: 'elsewhere' }],
    ['a later version', { version: 2 }],
    ['a time that is a number', { createdAt: 5 }],
    ['a time that is none', { createdAt: 'yesterday' }],
    ['an endless number of images', { expected: 1e9 }],
    ['less than one image', { expected: 0 }],
    ['another task than an image', { request: { ...task, taskType: 'accountManagement' } }],
  ] as const) {
    it(`ignores a record with ${what}, does not change it, and shows the others`, async () => {
      const folder = await temporaryFolder();
      const good = await createRun(folder, newRun());
      const file = path.join(await plant(folder, 'odd', members), 'run.json');
      const [before, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
      assert.deepEqual(await listRuns(folder), [good]);
      assert.equal(await readFile(file, 'utf8'), before);
      assert.equal((await stat(file)).mtimeMs, mtimeMs);
    });
  }

  it('ignores records that are damaged, foreign or empty, and leaves them there', async () => {
    const folder = await temporaryFolder();
    const { record } = await createRun(await temporaryFolder(), newRun());
    const texts = ['', 'null', '[]', '"x"', JSON.stringify(record).slice(0, -20), '\u0000'.repeat(500)];
    for (const [index, text] of texts.entries()) {
      await mkdir(path.join(folder, `odd-${index}`));
      await writeFile(path.join(folder, `odd-${index}`, 'run.json'), text);
    }
    await mkdir(path.join(folder, 'empty'));
    await mkdir(path.join(folder, 'directory', 'run.json'), { recursive: true });
    await writeFile(path.join(folder, 'notes.txt'), 'mine');
    assert.deepEqual(await listRuns(folder), []);
    assert.equal((await readdir(folder)).length, texts.length + 3);
  });

  it('ignores a record that is nested too deeply to be written again', async () => {
    const folder = await temporaryFolder();
    const good = await createRun(folder, newRun());
    const { record } = await createRun(await temporaryFolder(), newRun());
    const text = JSON.stringify({ ...record, response: [{}] });
    for (const levels of [300, 3000, 20_000]) {
      const directory = path.join(folder, `deep-${levels}`);
      await mkdir(directory);
      const deep = text.replace('[{}]', `[{"a":${'['.repeat(levels)}${']'.repeat(levels)}}]`);
      await writeFile(path.join(directory, 'run.json'), deep);
      assert.equal(await readRun(directory), undefined);
    }
    assert.deepEqual(await listRuns(folder), [good]);
  });

  it('refuses a task whose record would be too large to be read again, and writes nothing', async () => {
    const folder = await temporaryFolder();
    const prompt = { ...PROMPT, high_level_description: 'x'.repeat(9 * 2 ** 20) };
    await assert.rejects(createRun(folder, newRun({}, prompt)), /The task is too large/);
    const fits = { ...PROMPT, high_level_description: 'x'.repeat(4 * 2 ** 20) };
    const run = await createRun(await temporaryFolder(), newRun({}, fits));
    assert.ok((await readRun(run.directory)) !== undefined);
  });

  it('adds costs up without rounding errors', async () => {
    const { record } = await createRun(await temporaryFolder(), newRun());
    assert.equal(costOf(record), null);
    const results = [RESULT, RESULT, RESULT, { ...RESULT, cost: null }];
    assert.equal(costOf({ ...record, results }), 0.3);
  });
});
