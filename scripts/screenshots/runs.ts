import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { enqueueRun } from '../../src/run/drive/engine';
import { documentFolder } from '../../src/run/record/folder';
import type { RunRecord } from '../../src/run/record/record';
import { readRun, saveRun } from '../../src/run/record/store';
import { buildTasks } from '../../src/task/build';
import { localError } from '../../src/task/errors';
import { DEFAULT_OPTIONS } from '../../src/task/types';
import type { Set } from './scenes';

/** The balance in US dollars: `emptyAccount` uses it up in the middle of its tasks. */
export const BALANCE = 1.05;

const POSTER = 'travel-poster.structured-prompt.json';
const GENERATE = 'Structured Prompt: Generate';
const CLEAR_NOTIFICATIONS = 'Notifications: Clear All Notifications';
const BOAT = { positivePrompt: 'A boat on a lake' };

/** Many runs, their costs, and interrupted runs. */
export async function photographRuns(set: Set): Promise<void> {
  const { bench, simulator } = set;
  await bench.runCommand('View: Close Primary Side Bar');
  await bench.openFile(POSTER);
  await bench.runCommand('Structured Prompt: Set API Key…');
  await bench.answer('Runware API key', simulator.apiKey);
  await settings(set);
  await queue(set);
  await spending(set);
  await confirmations(set);
  await folder(set);
  await brokenOff(set);
  await interruptedRun(set);
  await emptyAccount(set);
}

async function write({ bench }: Set, name: string, content: unknown): Promise<void> {
  const file = path.join(bench.folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** Opens a file and generates it. */
async function generate({ bench }: Set, name: string): Promise<void> {
  await bench.runCommand('View: Focus First Editor Group');
  await bench.openFile(name);
  await bench.runCommand(GENERATE);
}

/** The item of the status bar that shows the spending. */
function spendingItem({ bench }: Set) {
  return bench.page.locator('[id$="structuredPrompt.spending"]');
}

async function hoverSpending(set: Set): Promise<void> {
  await spendingItem(set).hover();
  await set.bench.page.locator('.monaco-hover:visible', { hasText: 'This session' }).waitFor();
}

async function queue(set: Set): Promise<void> {
  const { bench, service, camera } = set;
  const { page, studio } = bench;
  const task = { ...BOAT, width: 1440, height: 2560, numberResults: 2 };
  await write(set, 'regatta.image-task.json', Array(4).fill(task));
  service.made = 1;
  await generate(set, 'regatta.image-task.json');
  await studio.getByTestId('result-image').nth(1).waitFor();
  await camera.all('queue');
  await camera.all('queue-without-progress', () => page.keyboard.press('Escape'));
  await camera.all('spending-under-way', () => hoverSpending(set));
  const cancels = studio.getByTestId('cancel');
  for (let left = await cancels.count(); left > 0; left--) {
    await cancels.first().click();
    await cancels.nth(left - 1).waitFor({ state: 'detached' });
  }
  await bench.notification('may still be finished and charged').waitFor();
  await camera.all('batch-stopped');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  service.made = Infinity;
}

async function spending(set: Set): Promise<void> {
  const { bench, camera } = set;
  await generate(set, POSTER);
  await bench.studio.locator('[data-testid="run"][data-state="succeeded"]').waitFor();
  await camera.all('spending', () => hoverSpending(set));
  await bench.runCommand('Structured Prompt: Show Balance');
  await bench.notification('Balance: ').waitFor();
  await camera.all('balance');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
}

async function confirmations(set: Set): Promise<void> {
  const { bench, camera } = set;
  const { dialog } = bench;
  const decline = async () => {
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await write(set, 'many.image-task.json', { ...BOAT, numberResults: 9 });
  const askOfDocument = async () => {
    await generate(set, 'many.image-task.json');
    await dialog.waitFor();
  };
  await camera.all('confirm-document', askOfDocument, decline);

  await write(set, 'set/one.image-task.json', BOAT);
  await write(set, 'set/deeper/two.image-task.json', [BOAT, { ...BOAT, numberResults: 2 }]);
  await write(set, 'set/wrong.image-task.json', { ...BOAT, numberResults: 21 });
  await bench.runCommand('Explorer: Focus on Folders View');
  await bench.page.locator('.explorer-folders-view').getByText('set', { exact: true }).waitFor();
  const openMenu = async () => {
    const entry = bench.page.locator('.explorer-folders-view').getByText('set', { exact: true });
    await entry.click({ button: 'right' });
    await bench.page.getByRole('menuitem', { name: 'Generate Folder…' }).hover();
  };
  await camera.all('explorer-menu', openMenu, () => bench.page.keyboard.press('Escape'));
  const askOfFolder = async () => {
    await bench.chooseInExplorer('set', 'Generate Folder…');
    await dialog.waitFor();
  };
  await camera.all('confirm-folder', askOfFolder, decline);
}

async function folder(set: Set): Promise<void> {
  const { bench, service, camera } = set;
  const start = async () => {
    await bench.chooseInExplorer('set', 'Generate Folder…');
    await bench.dialog.getByRole('button', { name: 'Generate' }).click();
  };
  service.made = 1;
  await start();
  await bench.notification('2 of 3 tasks').waitFor();
  await camera.all('folder-progress');
  await bench.notification('2 of 3 tasks').getByRole('button', { name: 'Cancel' }).click();
  await bench.notification('may still be finished and charged').waitFor();
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  service.made = Infinity;
  await start();
  await bench.notification('have arrived').waitFor();
  await camera.all('folder-ended');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await bench.runCommand('View: Close Primary Side Bar');
}

/** The folder of a document's runs. */
function runsOf({ bench }: Set, name: string): string {
  return documentFolder(bench.folder, path.join(bench.folder, name));
}

/** A task that a program recorded before it was killed. */
async function writeDown(set: Set, name: string, changed: Partial<RunRecord> = {}): Promise<void> {
  await write(set, name, BOAT);
  const documentText = await readFile(path.join(set.bench.folder, name), 'utf8');
  const [task] = buildTasks('task', BOAT, DEFAULT_OPTIONS, randomUUID);
  if (!task) throw new Error('There is no task in the document.');
  const init = { backend: 'runware', task, expected: 1, kind: 'task', documentText } as const;
  const { run, lease } = await enqueueRun(runsOf(set, name), init);
  await saveRun({ ...run, record: { ...run.record, ...changed } });
  await lease.release();
}

/** The poster's run as if the disk had been full. */
async function withoutRoom(set: Set, name: string): Promise<void> {
  const [source] = await readdir(runsOf(set, POSTER));
  if (source === undefined) throw new Error('The poster has no run.');
  await write(set, name, {});
  await cp(path.join(set.bench.folder, POSTER), path.join(set.bench.folder, name));
  const directory = path.join(runsOf(set, name), source);
  await cp(path.join(runsOf(set, POSTER), source), directory, { recursive: true });
  const run = await readRun(directory);
  if (!run) throw new Error('The run of the poster cannot be read.');
  const message = 'The disk is full. (ENOSPC: no space left on device, write)';
  const results = run.record.results.map((result) => ({ ...result, state: 'pending', file: null }) as const);
  const errors = [localError('disk', 'ENOSPC', message)];
  await saveRun({ directory, record: { ...run.record, state: 'detached', results, errors } });
}

async function brokenOff(set: Set): Promise<void> {
  const { bench, camera } = set;
  const { studio } = bench;
  await withoutRoom(set, 'full-disk.structured-prompt.json');
  await bench.openFile('full-disk.structured-prompt.json');
  await studio.getByTestId('failure').waitFor();
  await camera.all('full-disk');

  await writeDown(set, 'unsent.image-task.json');
  await bench.openFile('unsent.image-task.json');
  await studio.getByTestId('stopped').getByTitle('Send its task').waitFor();
  await camera.all('unsent');

  await writeDown(set, 'unclear.image-task.json', { state: 'submitting' });
  await bench.openFile('unclear.image-task.json');
  const ask = async () => {
    await studio.getByTestId('stopped').getByTitle('Collect its images').click();
    await bench.dialog.waitFor();
  };
  await studio.getByTestId('stopped').getByTitle('Collect its images').waitFor();
  await camera.all('unclear');
  await camera.all('unclear-question', ask, async () => {
    await bench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await bench.dialog.waitFor({ state: 'detached' });
  });
}

async function interruptedRun({ bench, camera }: Set): Promise<void> {
  await bench.reload();
  await bench.notification('never sent').waitFor();
  await bench.notification('have arrived').waitFor();
  await camera.all('left-over');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
}

async function emptyAccount(set: Set): Promise<void> {
  const { bench, camera } = set;
  await write(set, 'batch.image-task.json', Array(6).fill(BOAT));
  await generate(set, 'batch.image-task.json');
  await bench.notification('The balance is too low').waitFor();
  await camera.all('quota');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await camera.all('quota-without-notification');
}

async function settings({ bench, camera }: Set): Promise<void> {
  const { page } = bench;
  await bench.runCommand('Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .monaco-editor').first().waitFor();
  await page.keyboard.type('structuredPrompt.con');
  await page.locator('.settings-editor', { hasText: 'Ask before a generation is sent' }).waitFor();
  await camera.all('settings');
  await bench.runCommand('View: Close All Editors');
}
