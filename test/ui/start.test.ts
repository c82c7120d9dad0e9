import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser';
import { spawnTree } from '../../scripts/lib/child';
import type { ProcessTree } from '../../scripts/lib/child';
import { cleanEnvironment } from '../../scripts/lib/environment';
import { root } from '../../scripts/lib/root';
import { WorkbenchDriver } from './support/workbench-driver';

const START_TIMEOUT_MS = 240_000;

describe('npm start, without a desktop', () => {
  let start: ProcessTree;
  let browser: Browser;
  let address: string;

  before(async function () {
    this.timeout(START_TIMEOUT_MS);
    const env = cleanEnvironment({ PORT: '0', DISPLAY: '', WAYLAND_DISPLAY: '' });
    start = spawnTree('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    browser = await launchBrowser();
    address = await printedAddress(start);
  });

  after(async () => {
    start.kill();
    await browser.close();
  });

  it('prints an address that shows the examples, with the extension, in any browser', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const workbench = new WorkbenchDriver(page);
    await workbench.openFile('travel-poster.structured-prompt.json');
    await workbench.runCommand('Structured Prompt: Open Studio');
    await workbench.studio.getByTestId('studio').waitFor();
  });

  it('stops its server when it is stopped', async () => {
    start.kill('SIGINT');
    await start.ended;
    await assert.rejects(fetch(address), 'nothing answers any more');
  });
});

/** The address in what the program says; fails when the program ends without one. */
async function printedAddress({ process: { stdout } }: ProcessTree): Promise<string> {
  assert.ok(stdout);
  const lines: string[] = [];
  for await (const line of createInterface(stdout)) {
    lines.push(line);
    const address = /^Open (http:\S+) in a browser/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error(`npm start ended without an address:\n${lines.join('\n')}`);
}
