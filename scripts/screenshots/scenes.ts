import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Simulator } from '../../test/simulator/server';
import { TRIGGERS } from '../../test/simulator/runner';
import type { Workbench } from '../../test/ui/support/workbench';
import type { Camera } from './camera';

/** What a scene needs. */
export interface Set {
  readonly bench: Workbench;
  readonly simulator: Simulator;
  /** How many images of a task the service makes before it pauses. */
  readonly service: { made: number };
  readonly camera: Camera;
}

const POSTER = 'travel-poster.structured-prompt.json';
const GENERATE = 'Structured Prompt: Generate';
const OPEN_STUDIO = 'Structured Prompt: Open Studio';
const SET_KEY = 'Structured Prompt: Set API Key…';
const CLEAR_NOTIFICATIONS = 'Notifications: Clear All Notifications';

/** Every state of the panel in a trusted folder, in the order in which a person could see them. */
export async function photographStudio(set: Set): Promise<void> {
  await set.bench.runCommand('View: Close Primary Side Bar');
  await withoutKey(set);
  await finished(set);
  await busy(set);
  await failed(set);
  await documents(set);
  await writing(set);
}

/** The panel in an untrusted folder. */
export async function photographRestricted({ bench, camera }: Set): Promise<void> {
  await bench.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  await bench.runCommand('View: Close Primary Side Bar');
  await bench.openFile(POSTER);
  await bench.runCommand(GENERATE);
  await bench.studio.getByTestId('stage-image').waitFor();
  await camera.all('restricted-mode');
}

async function withoutKey({ bench, camera }: Set): Promise<void> {
  await bench.runCommand(OPEN_STUDIO);
  await bench.studio.getByTestId('empty').waitFor();
  await camera.all('no-document');

  // Without an editor the panel is in the first group, where a file would cover it.
  await bench.runCommand('View: Close All Editors');
  await bench.openFile(POSTER);
  await bench.runCommand(OPEN_STUDIO);
  await bench.studio.getByTestId('generate').waitFor();
  await bench.page.locator('.codelens-decoration', { hasText: 'Make a layout proof' }).waitFor();
  await camera.all('no-runs-code-lens');

  await bench.runCommand(GENERATE);
  await bench.studio.getByTestId('stage-image').waitFor();
  await bench.notification('Set a key').waitFor();
  await camera.all('proof-hint');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await camera.all('proof-without-key');
}

async function finished({ bench, simulator, camera }: Set): Promise<void> {
  const { studio, page } = bench;
  await bench.runCommand(SET_KEY);
  await bench.answer('Runware API key', simulator.apiKey);
  await bench.openFile(POSTER);
  await bench.runCommand(GENERATE);
  await studio.locator('[data-testid="run"][data-state="succeeded"]').nth(1).waitFor();
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await camera.readme('studio-light', 'light');
  await camera.readme('studio-dark', 'dark');
  await camera.all('finished');

  await studio.getByTestId('zoom').click();
  await camera.all('full-size');
  await studio.getByRole('button', { name: 'Fit', exact: true }).click();

  await studio.getByTestId('generate').click();
  await page.keyboard.press('Tab');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await camera.all('focus', async () => {
    await studio.getByTestId('generate').focus();
    await page.keyboard.press('Shift+Tab');
  });
}

async function busy({ bench, service, camera }: Set): Promise<void> {
  const { page } = bench;
  const run = bench.studio.getByTestId('run').first();
  service.made = 0;
  await bench.openFile(POSTER);
  await bench.runCommand(GENERATE);
  await run.getByTestId('cancel').waitFor();
  await camera.all('busy-nothing-yet');
  await run.getByTestId('cancel').click();
  await bench.studio.locator('[data-testid="run"][data-state="detached"]').waitFor();
  await camera.all('detached-without-image');

  service.made = 2;
  await bench.openFile(POSTER);
  await bench.runCommand(GENERATE);
  await run.getByTestId('result-image').nth(1).waitFor();
  await camera.all('busy-progress');
  await camera.all('busy-some-arrived', () => page.keyboard.press('Escape'));
  await run.getByTestId('cancel').click();
  await bench.studio.locator('[data-testid="run"][data-state="detached"]').nth(1).waitFor();
  await camera.all('detached');
  service.made = Infinity;
}

async function failed(set: Set): Promise<void> {
  const { bench, simulator, camera } = set;
  const failures = [
    { name: 'partial', trigger: TRIGGERS.partial, state: 'partial' },
    { name: 'blocked', trigger: TRIGGERS.blocked, state: 'failed' },
  ];
  for (const { name, trigger, state } of failures) {
    const document = `${name}.structured-prompt.json`;
    const poster = await readFile(path.join(bench.folder, POSTER), 'utf8');
    await writeFile(
      path.join(bench.folder, document),
      poster.replace('A night sky', `${trigger} A night sky`),
    );
    await bench.openFile(document);
    await bench.runCommand(GENERATE);
    await bench.studio.locator(`[data-testid="run"][data-state="${state}"]`).waitFor();
    await bench.notification(simulator.accepted.at(-1)?.['taskUUID'] as string).waitFor();
    await camera.all(`${name}-notification`);
    await bench.runCommand(CLEAR_NOTIFICATIONS);
    await camera.all(name);
  }

  await bench.runCommand(SET_KEY);
  await bench.answer('Runware API key', 'a-wrong-key');
  await bench.openFile('jazz-flyer.structured-prompt.json');
  await bench.runCommand(GENERATE);
  await bench.notification('The API key was not accepted').waitFor();
  await camera.all('wrong-key-notification');
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await camera.all('wrong-key');
  await bench.runCommand(SET_KEY);
  await bench.answer('Runware API key', simulator.apiKey);
}

async function documents({ bench, camera }: Set): Promise<void> {
  const { studio } = bench;
  await bench.openFile('garden-ideas.image-task.json');
  await studio.getByText('2 tasks').waitFor();
  await bench.runCommand(GENERATE);
  await studio.locator('[data-testid="run"][data-state="succeeded"]').nth(1).waitFor();
  await bench.runCommand(CLEAR_NOTIFICATIONS);
  await camera.all('task-file');

  await writeFile(
    path.join(bench.folder, 'unreadable.structured-prompt.json'),
    '{\n  "style_description": }\n',
  );
  await bench.openFile('unreadable.structured-prompt.json');
  await studio.getByTestId('problem').waitFor();
  await camera.all('syntax-error');

  await bench.openFile(POSTER);
  await bench.page.keyboard.press('Control+Home');
  await bench.page.keyboard.type('"');
  await studio.getByTestId('problem').waitFor();
  await camera.all('syntax-error-with-image');
  await bench.page.keyboard.press('Control+Z');
}

async function writing({ bench, camera }: Set): Promise<void> {
  const { page } = bench;
  const wrong = '{\n  "positivePrompt": "A boat",\n  "width": 2048,\n  "height": 1000\n}\n';
  await writeFile(path.join(bench.folder, 'wrong.image-task.json'), wrong);
  await bench.openFile('wrong.image-task.json');
  await bench.runCommand(GENERATE);
  await bench.notification('Nothing was sent').waitFor();
  await camera.all('validation');
  await bench.runCommand(CLEAR_NOTIFICATIONS);

  await writeFile(path.join(bench.folder, 'new.structured-prompt.json'), '{\n  \n}\n');
  await bench.openFile('new.structured-prompt.json');
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await camera.all('suggestions', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
  });
}
