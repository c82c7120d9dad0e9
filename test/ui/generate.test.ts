import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { startSimulator, type Simulator } from '../simulator/server';
import { exactly } from './support/exactly';
import { useWorkbench } from './support/use-workbench';

const POSTER = 'travel-poster.structured-prompt.json';
const GENERATE = 'Structured Prompt: Generate';
const SET_KEY = 'Structured Prompt: Set API Key…';

/** The run folders of a document, oldest first. */
async function runFolders(workspace: string, document: string): Promise<string[]> {
  const folder = path.join(workspace, '.structured-prompt', 'runs', document);
  return (await readdir(folder)).sort().map((name) => path.join(folder, name));
}

describe('generating in the workbench', () => {
  let simulator: Simulator;
  /** The third image of a task is held back while this is set. */
  let hold = false;

  before(async () => {
    simulator = await startSimulator({ processing: (index) => (hold && index === 2 ? Infinity : 100) });
  });
  after(() => simulator.close());

  const workbench = useWorkbench(() => ({
    settings: {
      'structuredPrompt.endpoint': simulator.url,
      'structuredPrompt.concurrency': 1,
      'structuredPrompt.generation.count': 3,
      'structuredPrompt.generation.size': '1664x2496',
    },
  }));

  it('says above the document what Generate will do', async () => {
    const { page } = workbench();
    await workbench().openFile(POSTER);
    await page.locator('.codelens-decoration', { hasText: 'Make a layout proof' }).waitFor();
  });

  it('draws a proof without a key, beside the editor, and says how to get images', async () => {
    const bench = workbench();
    await bench.runCommand(GENERATE);
    await bench.studio.getByTestId('stage-image').waitFor();
    await bench.studio.getByTestId('notice').waitFor();
    await bench.notification('Set a key to generate images').waitFor();
    await exactly(bench.studio.getByTestId('run'), 1);
    assert.equal(simulator.requests.length, 0);
  });

  it('brings three images for a key, with seeds and cost', async () => {
    const bench = workbench();
    await bench.runCommand(SET_KEY);
    await bench.answer('Runware API key', simulator.apiKey);
    await bench.page.locator('.codelens-decoration', { hasText: 'about $0.18' }).waitFor();
    await bench.runCommand(GENERATE);
    const run = bench.studio.locator('[data-testid="run"][data-state="succeeded"]').first();
    await run.getByTestId('result-image').nth(2).waitFor();
    await exactly(run.getByTestId('result-image'), 3);
    const words = await run.innerText();
    assert.match(words, /\$0\.18/);
    assert.match(words, /seed/);
    // The pictures are really there, not only their places: first as they are, then as thumbnails.
    const pictures = run.getByTestId('result-image');
    await run.locator('[data-testid="result-image"][src*="/thumbnail-"]').nth(2).waitFor();
    const widths = await pictures.evaluateAll((elements) =>
      Promise.all(
        elements.map(async (element) => {
          const image = element as unknown as { decode(): Promise<void>; naturalWidth: number };
          await image.decode();
          return image.naturalWidth;
        }),
      ),
    );
    assert.deepEqual(widths, [171, 171, 171]);
  });

  it('leaves a run folder with the request, the prompt as it was and the images', async () => {
    const bench = workbench();
    const folder = (await runFolders(bench.folder, POSTER)).at(-1) ?? '';
    const record = JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')) as {
      state: string;
      results: { file: string }[];
    };
    assert.equal(record.state, 'succeeded');
    for (const { file } of record.results) {
      const { width, height } = await sharp(path.join(folder, file)).metadata();
      assert.deepEqual([width, height], [1664, 2496]);
    }
    const kept = await readFile(path.join(folder, 'prompt.structured-prompt.json'), 'utf8');
    assert.equal(kept, await readFile(path.join(bench.folder, POSTER), 'utf8'));
  });

  it('shows them again after the window is reloaded, and still has the key', async () => {
    const bench = workbench();
    await bench.reload();
    await bench.studio.getByTestId('result-image').nth(3).waitFor();
    await exactly(bench.studio.getByTestId('run'), 2);
    await bench.studio.getByTestId('stage-image').waitFor();
    await bench.page.locator('.codelens-decoration', { hasText: 'about $0.18' }).waitFor();
  });

  it('shows what has arrived while the rest is awaited, and can be canceled honestly', async () => {
    const bench = workbench();
    hold = true;
    await bench.openFile(POSTER);
    await bench.studio.getByTestId('generate').click();
    const going = bench.studio.locator('[data-testid="run"][data-state="waiting"]');
    await going.getByTestId('result-image').nth(1).waitFor();
    await going.getByText('3 of 3').waitFor();
    const run = bench.studio.getByTestId('run').first();
    await bench.notification('Generating travel-poster').waitFor();
    await run.getByTestId('cancel').click();
    hold = false;
    await bench.studio.locator('[data-testid="run"][data-state="detached"]').waitFor();
    // The record says so a moment before the run has ended; then it can be taken up again.
    await run.getByText('Resume').waitFor();
    await exactly(run.getByTestId('result-image'), 2);
    assert.equal(simulator.accepted.length, 2);
  });

  it('sends no further task of a file after the whole was canceled, and says so once', async () => {
    const bench = workbench();
    const task = { positivePrompt: 'A boat on a lake', numberResults: 3 };
    await writeFile(path.join(bench.folder, 'two.image-task.json'), JSON.stringify([task, task]));
    const sent = simulator.accepted.length;
    hold = true;
    await bench.openFile('two.image-task.json');
    await bench.runCommand(GENERATE);
    const run = bench.studio.getByTestId('run');
    await run.getByTestId('result-image').nth(1).waitFor();
    await bench.studio.locator('[data-testid="run"][data-state="queued"]').waitFor();
    const going = bench.notification('Generating two');
    await going.getByText('0 of 2 tasks, 2 images, $').waitFor();
    await going.getByRole('button', { name: 'Cancel' }).click();
    hold = false;
    await bench.notification('1 of 2 tasks may still be finished and charged, 1 not sent.').waitFor();
    await run.nth(1).waitFor({ state: 'detached' });
    await exactly(run, 1);
    assert.equal(simulator.accepted.length, sent + 1);
  });

  it('sends once when Generate is pressed twice', async () => {
    const bench = workbench();
    const sent = simulator.accepted.length;
    await bench.openFile('bakery-logo.structured-prompt.json');
    await bench.studio.getByTestId('studio').getByText('bakery-logo', { exact: true }).waitFor();
    await bench.studio.getByTestId('generate').dblclick();
    await bench.studio.locator('[data-testid="run"][data-state="succeeded"]').waitFor();
    assert.equal(simulator.accepted.length, sent + 1);
  });

  it('explains a refused key, and leads to setting another', async () => {
    const bench = workbench();
    await bench.runCommand(SET_KEY);
    await bench.answer('Runware API key', 'a-wrong-key');
    await bench.openFile(POSTER);
    await bench.runCommand(GENERATE);
    const toast = bench.notification('The API key was not accepted');
    await toast.waitFor();
    const { taskUUID } = JSON.parse(
      await readFile(path.join((await runFolders(bench.folder, POSTER)).at(-1) ?? '', 'run.json'), 'utf8'),
    ) as { taskUUID: string };
    assert.ok((await toast.innerText()).includes(taskUUID));
    await bench.studio.getByTestId('error').first().getByText('The API key was not accepted').waitFor();
    await toast.getByRole('button', { name: 'Set API Key…' }).click();
    await bench.answer('Runware API key', simulator.apiKey);
  });

  it('stops a document that the service would refuse, at its place, and sends nothing', async () => {
    const bench = workbench();
    const sent = simulator.requests.length;
    const text = '{\n  "positivePrompt": "A boat",\n  "width": 2048,\n  "height": 1000\n}\n';
    await writeFile(path.join(bench.folder, 'wrong.image-task.json'), text);
    await bench.openFile('wrong.image-task.json');
    await bench.runCommand(GENERATE);
    const toast = bench.notification(
      'Nothing was sent. Line 4: Width 2048 goes with height 2048 (1:1) only.',
    );
    await toast.waitFor();
    await bench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await toast.getByRole('button', { name: 'Go to Problem' }).click();
    await bench.page.locator('.statusbar-item', { hasText: 'Ln 4, Col 13' }).waitFor();
    assert.equal(simulator.requests.length, sent);
  });
});
