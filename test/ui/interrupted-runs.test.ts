import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { enqueueRun } from '../../src/run/drive/engine';
import { documentFolder } from '../../src/run/record/folder';
import type { Run } from '../../src/run/record/store';
import { buildTasks } from '../../src/task/build';
import { DEFAULT_OPTIONS } from '../../src/task/types';
import { startSimulator, type Simulator } from '../simulator/server';
import { exactly } from './support/exactly';
import { useWorkbench } from './support/use-workbench';

const POSTER = 'travel-poster.structured-prompt.json';

/** Waits until a folder is gone. If it never is, mocha's time limit ends the wait. */
async function gone(folder: string): Promise<void> {
  while (existsSync(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('runs that a closed window interrupted', () => {
  let simulator: Simulator;
  /** While it is set, the service sends no image. */
  let gate: Promise<void> | undefined;

  before(async () => {
    const examine = async ({ method }: { readonly method: string }): Promise<boolean> => {
      if (method === 'GET') await gate;
      return false;
    };
    simulator = await startSimulator({ processing: 0, sameImages: true, faults: { examine } });
  });
  after(() => simulator.close());

  const workbench = useWorkbench(() => ({
    settings: { 'structuredPrompt.endpoint': simulator.url, 'structuredPrompt.generation.count': 3 },
  }));

  /** A run that was saved by a program that was then killed. */
  async function writeDown(): Promise<Run> {
    const documentText = '{ "positivePrompt": "A boat on a lake" }';
    const [task] = buildTasks('task', JSON.parse(documentText), DEFAULT_OPTIONS, randomUUID);
    assert.ok(task);
    const folder = documentFolder(workbench().folder, path.join(workbench().folder, 'boat.image-task.json'));
    const { run, lease } = await enqueueRun(folder, {
      backend: 'runware',
      task,
      expected: 1,
      kind: 'task',
      documentText,
    });
    await lease.release();
    return run;
  }

  it('bring their images without being asked, with one notification', async function () {
    this.timeout(90_000);
    const bench = workbench();
    await bench.openFile(POSTER);
    await bench.runCommand('Structured Prompt: Set API Key…');
    await bench.answer('Runware API key', simulator.apiKey);
    let open = (): void => undefined;
    gate = new Promise((resolve) => (open = resolve));
    await bench.runCommand('Structured Prompt: Generate');
    await bench.studio.locator('[data-testid="run"][data-state="downloading"]').waitFor();
    await bench.reload();
    gate = undefined;
    open();
    const toast = bench.notification('3 images of an earlier run have arrived ($0.18).');
    // It goes by itself after a while, but not from under the pointer.
    await toast.hover();
    await exactly(bench.notification(), 1);
    assert.equal(simulator.submissions, 1);
    await bench.studio.locator('[data-testid="run"][data-state="succeeded"]').waitFor();
    await bench.page.keyboard.press('Control+1');
    await bench.runCommand('View: Close All Editors');
    await toast.getByRole('button', { name: 'Show' }).click();
    await bench.studio.getByTestId('stage-image').waitFor();
  });

  it('are sent or discarded only if the person says so, if they never were sent', async function () {
    this.timeout(120_000);
    const bench = workbench();
    const sent = simulator.submissions;
    const discarded = await writeDown();
    await bench.reload();
    const question = bench.notification(
      '1 task was written down but never sent. Send it now for about $0.06?',
    );
    await question.waitFor();
    assert.equal(simulator.submissions, sent);
    await question.getByRole('button', { name: 'Discard' }).click();
    await gone(discarded.directory);

    await writeDown();
    await bench.reload();
    await question.getByRole('button', { name: 'Send' }).click();
    await bench.page.locator('.statusbar-item', { hasText: '$0.06' }).waitFor();
    assert.equal(simulator.submissions, sent + 1);
  });
});
