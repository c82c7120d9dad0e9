import assert from 'node:assert/strict';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startSimulator, type Simulator } from '../simulator/server';
import { useWorkbench } from './support/use-workbench';

const KEY = 'sk-secret-0123456789';

/** What a service that wants to do harm says: the key, a link that runs a command, markup, a picture from elsewhere. */
const WORDS = [
  KEY,
  '[win](command:workbench.action.closeWindow)',
  '<img src="https://example.com/x.png" onerror="document.body.remove()">',
].join(' ');

/** The files below a folder, links aside, that hold a text. */
async function filesHolding(folder: string, words: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const place = path.join(folder, name);
    const there = await lstat(place).catch(() => undefined);
    if (there?.isDirectory()) found.push(...(await filesHolding(place, words)));
    else if (there?.isFile() && (await readFile(place, 'latin1')).includes(words)) found.push(place);
  }
  return found;
}

describe('a service that wants to do harm', () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({
      apiKeys: [KEY],
      faults: {
        examine: (_request, response) => {
          response.writeHead(400, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ errors: [{ code: 'invalidPrompt', message: WORDS }] }));
          return true;
        },
      },
    });
  });
  after(() => simulator.close());

  const workbench = useWorkbench(() => ({ settings: { 'structuredPrompt.endpoint': simulator.url } }));

  before('generate', async function () {
    this.timeout(60_000);
    const bench = workbench();
    await bench.openFile('travel-poster.structured-prompt.json');
    await bench.runCommand('Structured Prompt: Set API Key…');
    await bench.answer('Runware API key', KEY);
    await bench.runCommand('Structured Prompt: Generate');
    await bench.notification('The service refused the task').waitFor();
  });

  it('has its words shown as words, in the notification and in the panel', async () => {
    const bench = workbench();
    const toast = bench.notification('The service refused the task');
    assert.ok((await toast.innerText()).includes('[win] (command:workbench.action.closeWindow)'));
    assert.equal(await toast.locator('a', { hasText: 'win' }).count(), 0);
    const error = bench.studio.getByTestId('failure');
    await error.getByText('<img src="https://example.com/x.png"').waitFor();
    assert.equal(await bench.studio.locator('img[src*="example.com"]').count(), 0);
  });

  it('gets the key neither into the panel nor onto the disk: not into run folders, states or logs', async () => {
    const bench = workbench();
    const panel = await bench.studio.locator('html').innerHTML();
    assert.ok(panel.includes('[API key]') && !panel.includes(KEY));
    assert.ok(!(await bench.page.content()).includes(KEY));
    const written = await filesHolding(bench.data, 'invalidPrompt');
    assert.ok(
      written.some((file) => file.endsWith('.log')),
      written.join(),
    );
    assert.equal((await filesHolding(bench.folder, '[API key]')).length, 1);
    assert.deepEqual(
      [...(await filesHolding(bench.data, KEY)), ...(await filesHolding(bench.folder, KEY))],
      [],
    );
  });
});
