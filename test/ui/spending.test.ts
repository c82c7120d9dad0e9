import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSimulator, type Simulator } from '../simulator/server';
import { exactly } from './support/exactly';
import { useWorkbench } from './support/use-workbench';
import type { Workbench } from './support/workbench';

const BOAT = { positivePrompt: 'A boat on a lake' };
const REFUSED = '{\n  "positivePrompt": "A boat",\n  "numberResults": 21\n}\n';

async function setKey(bench: Workbench, key: string): Promise<void> {
  await bench.openFile('travel-poster.structured-prompt.json');
  await bench.runCommand('Structured Prompt: Set API Key…');
  await bench.answer('Runware API key', key);
  await bench.runCommand('Notifications: Clear All Notifications');
}

async function writeTasks(bench: Workbench, name: string, tasks: unknown): Promise<void> {
  const file = path.join(bench.folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, typeof tasks === 'string' ? tasks : JSON.stringify(tasks));
}

describe('spending money in the workbench', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ processing: 0, sameImages: true });
  });
  after(() => simulator.close());

  const workbench = useWorkbench(() => ({ settings: { 'structuredPrompt.endpoint': simulator.url } }));

  before('prepare', async function () {
    this.timeout(60_000);
    await setKey(workbench(), simulator.apiKey);
  });

  const spending = () => workbench().page.locator('.statusbar-item', { hasText: '$' });

  it('asks before much is spent, and sends and writes nothing where that is declined', async () => {
    const bench = workbench();
    await writeTasks(bench, 'many.image-task.json', { ...BOAT, numberResults: 9 });
    await bench.openFile('many.image-task.json');
    await bench.runCommand('Structured Prompt: Generate');
    await bench.dialog.getByText('Generate 9 images for about $0.54?').waitFor();
    await bench.dialog.getByText('2048x2048 DEFAULT, about $0.06 each').waitFor();
    await bench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await bench.dialog.waitFor({ state: 'detached' });
    assert.equal(simulator.submissions, 0);
    assert.equal(existsSync(path.join(bench.folder, '.structured-prompt')), false);
    assert.equal(await spending().count(), 0);
  });

  it('generates a folder from the explorer, once it was agreed to, and leaves out what would be refused', async () => {
    const bench = workbench();
    await writeTasks(bench, 'set/one.image-task.json', BOAT);
    await writeTasks(bench, 'set/deeper/two.image-task.json', [BOAT, BOAT]);
    await writeTasks(bench, 'set/wrong.image-task.json', REFUSED);
    await writeTasks(bench, 'set/node_modules/copy.image-task.json', BOAT);
    await bench.chooseInExplorer('set', 'Generate Folder…');
    await bench.dialog.getByText('Generate 3 images for about $0.18?').waitFor();
    await bench.dialog.getByText('Left out: 1 of 3 files, which the service would refuse.').waitFor();
    assert.equal(simulator.submissions, 0);
    await bench.dialog.getByRole('button', { name: 'Generate' }).click();
    const toast = bench.notification('3 images have arrived for $0.18. Left out: 1 of 3 files');
    await toast.waitFor();
    assert.equal(simulator.accepted.length, 3);
    const two = path.join('.structured-prompt', 'runs', 'set', 'deeper', 'two.image-task.json');
    assert.ok(existsSync(path.join(bench.folder, two)));
    await toast.getByRole('button', { name: 'Show Problems' }).click();
    await bench.page.locator('.tab.active', { hasText: 'wrong.image-task.json' }).waitFor();
    await bench.page.locator('.markers-panel').getByText('must be at most 20').waitFor();
  });

  it('shows what the session has cost, and on a click the balance of the account', async () => {
    const bench = workbench();
    await spending().getByText('$0.18').waitFor();
    await spending().click();
    await bench.notification('Balance: $99.82. This session: 3 images for $0.18.').waitFor();
  });

  it('says that a folder holds nothing to generate', async () => {
    const bench = workbench();
    await mkdir(path.join(bench.folder, 'bare', 'within'), { recursive: true });
    await bench.chooseInExplorer('bare', 'Generate Folder…');
    await bench.notification('There are no prompt files').waitFor();
  });
});

describe('an account that runs empty in the middle of a batch', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({ processing: 0, sameImages: true, balance: 0.13 });
  });
  after(() => simulator.close());

  const workbench = useWorkbench(() => ({
    settings: {
      'structuredPrompt.endpoint': simulator.url,
      'structuredPrompt.concurrency': 1,
      'structuredPrompt.confirmAbove': 10,
    },
  }));

  it('stops the rest, and says so once', async function () {
    this.timeout(60_000);
    const bench = workbench();
    await setKey(bench, simulator.apiKey);
    await writeTasks(bench, 'batch.image-task.json', Array<unknown>(6).fill(BOAT));
    await bench.openFile('batch.image-task.json');
    await bench.runCommand('Structured Prompt: Generate');
    await bench.notification('1 of 6 tasks failed, 3 not sent. The balance is too low').waitFor();
    await exactly(bench.notification('The balance is too low'), 1);
    assert.equal(simulator.submissions, 3);
    const runs = bench.studio.getByTestId('run');
    await exactly(runs, 3);
    await exactly(bench.studio.locator('[data-testid="run"][data-state="succeeded"]'), 2);
  });
});
