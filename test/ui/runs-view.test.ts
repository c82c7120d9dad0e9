import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { enqueueRun } from '../../src/run/drive/engine';
import { documentFolder } from '../../src/run/record/folder';
import { buildTasks } from '../../src/task/build';
import { DEFAULT_OPTIONS } from '../../src/task/types';
import { useService } from './support/use-service';

const POSTER = 'travel-poster.structured-prompt.json';
const CARD = 'talk-social-card.structured-prompt.json';

describe('the view of all runs', () => {
  const { workbench, setKey } = useService({ 'structuredPrompt.generation.count': 2 });

  const view = () => workbench().page.locator('.sidebar');
  const row = (name: RegExp) => view().getByRole('treeitem', { name });
  const expand = (name: RegExp) => row(name).click();

  it('says what it is for while there are none, and how to begin', async () => {
    await workbench().runCommand('View: Show Prompts');
    await view().getByText('Nothing was generated here yet.').waitFor();
    await view().getByRole('button', { name: 'Draft from Description', exact: true }).waitFor();
  });

  it('shows a run as soon as there is one, with what it cost and the sum of all', async () => {
    const bench = workbench();
    await bench.openFile(POSTER);
    await setKey();
    await bench.runCommand('Structured Prompt: Generate');
    await row(/^travel-poster \$0\.12 · 1 run/).waitFor();
    await bench.openFile(CARD);
    await bench.runCommand('Structured Prompt: Generate');
    await row(/^talk-social-card \$0\.12 · 1 run/).waitFor();
    await view().getByRole('heading', { name: 'Prompts: Runs · $0.24' }).waitFor();
    await bench.runCommand('Notifications: Clear All Notifications');
  });

  it('puts an image that is chosen on the stage of its document', async () => {
    const bench = workbench();
    await bench.studio.getByTestId('studio').getByText('talk-social-card', { exact: true }).waitFor();
    await expand(/^travel-poster/);
    await expand(/2 images · \$0\.12/);
    await row(/^Image 2 · seed/).click();
    await bench.studio.getByTestId('studio').getByText('travel-poster', { exact: true }).waitFor();
    const alt = /^Image 2 of the run at/;
    await bench.studio.getByTestId('stage-image').and(bench.studio.getByAltText(alt)).waitFor();
    await bench.page.locator('.tab', { hasText: POSTER }).waitFor();
  });

  it('stars an image, offers what can be done with it and with its run, and nothing else', async () => {
    const bench = workbench();
    await row(/^Image 1 · seed/).hover();
    await row(/^Image 1 · seed/)
      .getByRole('button', { name: 'Add to Favorites' })
      .click();
    const starred = row(/^Image 1 · favorite · seed/);
    await starred.click({ button: 'right' });
    const entries = bench.page.locator('.monaco-menu .action-label:not(.separator)');
    await entries.getByText('Remove from Favorites').waitFor();
    const offered = (await entries.allInnerTexts()).map((entry) => entry.trim());
    for (const entry of ['Use This Prompt…', 'Same Again', 'Copy Seed', 'Save Image As…', 'Open Folder']) {
      assert.ok(offered.includes(entry), entry);
    }
    for (const entry of ['Compare Prompts', 'Resume', 'Cancel', 'Delete Run']) {
      assert.ok(!offered.includes(entry), entry);
    }
    await bench.page.keyboard.press('Escape');
  });

  it('compares the prompts of two runs that are selected', async () => {
    const bench = workbench();
    await expand(/^talk-social-card/);
    const runs = row(/2 images · \$0\.12/);
    await runs.nth(1).waitFor();
    await runs.nth(0).click();
    await runs.nth(1).click({ modifiers: ['Control'] });
    await runs.nth(1).click({ button: 'right' });
    await bench.page.getByRole('menuitem', { name: 'Compare Prompts' }).hover();
    await bench.page.keyboard.press('Enter');
    await bench.page.locator('.monaco-diff-editor').waitFor();
  });

  it('keeps in step with the disk, and shows what it cannot read and what is missing', async () => {
    const bench = workbench();
    const documentText = '{ "positivePrompt": "A boat on a lake" }';
    const [task] = buildTasks(
      'task',
      JSON.parse(documentText),
      DEFAULT_OPTIONS,
      () => '0d9c8b7a-6f5e-4d3c-8b1a-9f8e7d6c5b4a',
    );
    assert.ok(task);
    const folder = documentFolder(bench.folder, path.join(bench.folder, 'elsewhere.image-task.json'));
    const { lease } = await enqueueRun(folder, {
      backend: 'runware',
      task,
      expected: 1,
      kind: 'task',
      documentText,
    });
    await lease.release();
    await row(/^elsewhere \$0\.00 · 1 run · missing/).waitFor();
    const foreign = path.join(folder, '2026-03-01T09-30-00-00000000');
    await mkdir(foreign);
    await writeFile(path.join(foreign, 'new.json'), '{ "version": 2 }');
    await rename(path.join(foreign, 'new.json'), path.join(foreign, 'run.json'));
    await row(/^elsewhere \$0\.00 · 1 run · 1 unreadable · missing/).waitFor();
    await expand(/^elsewhere/);
    await row(/^Cannot be read 2026-03-01/).waitFor();
  });
});
