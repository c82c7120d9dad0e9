import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../scripts/host/browser';
import { useFailures } from './support/failures';
import { keepWindow } from './support/keep-window';
import { Started, spawnStart } from './support/started';
import { WorkbenchDriver } from './support/workbench-driver';

/** With a build and, the first time, the installation of VS Code. */
const START_TIMEOUT_MS = 240_000;
const POSTER = 'travel-poster.structured-prompt.json';

describe('npm start, without a desktop', () => {
  let start: Started;
  let browser: Browser;

  before(async function () {
    this.timeout(START_TIMEOUT_MS);
    start = await Started.start();
    browser = await launchBrowser();
  });

  useFailures(async (folder) => {
    const pages = browser.contexts().flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) {
      await keepWindow(page, path.join(folder, `window-${index + 1}`));
    }
  });

  afterEach('close the pages', async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  after(async () => {
    start.stop();
    await browser.close();
  });

  it('shows the poster with the studio beside it at once, in the size that it is made for', async () => {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(start.address);
    const { studio, notification } = await shown(page);
    assert.equal(await studio.getByRole('combobox', { name: 'Size' }).inputValue(), '1664x2496');
    const frame = await studio.getByTestId('frame').boundingBox();
    assert.ok(frame);
    assert.ok(Math.abs(frame.width / frame.height - 2 / 3) < 0.01, `${frame.width} x ${frame.height}`);
    assert.ok(frame.height > 400, 'there is room for it');
    assert.equal(await notification.count(), 0);
  });

  it('has the walkthrough one click away', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    await page.goto(start.address);
    await shown(page);
    await walkthroughButton(page).click();
    await page
      .getByRole('heading', { level: 2, name: 'Get started with Structured Prompt Studio' })
      .waitFor();
  });

  it('draws the layout of another example in the size of the settings', async () => {
    const page = await browser.newPage();
    await page.goto(start.address);
    const { studio, workbench } = await shown(page);
    await workbench.openFile('bakery-logo.structured-prompt.json');
    await studio.getByText('bakery-logo', { exact: true }).waitFor();
    assert.equal(await studio.getByRole('combobox', { name: 'Size' }).inputValue(), '2048x2048');
  });

  it('leaves a reloaded window as the person had it', async () => {
    const page = await browser.newPage();
    await page.goto(start.address);
    const { workbench } = await shown(page);
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('jazz-flyer.structured-prompt.json');
    await workbench.runCommand('View: Keep Editor');
    await workbench.reload();
    await walkthroughButton(page).waitFor();
    const tabs = await page.locator('.tab').allInnerTexts();
    assert.equal(tabs.length, 1, tabs.join());
    assert.match(tabs.join(), /^jazz-flyer/);
  });

  it('says that its port is in use', async () => {
    const port = new URL(start.address).port;
    const { process, ended } = spawnStart({ PORT: port });
    assert.ok(process.stderr);
    const said = await text(process.stderr);
    assert.match(said, new RegExp(`^Another program on this machine uses port ${port} already\\.`, 'm'));
    assert.equal(await ended, 1);
  });

  it('leaves no process behind when Ctrl+C stops it under an open page', async () => {
    await openPage(start);
    // The terminal sends it to npm and to all that npm has started in its group.
    start.npm.kill('SIGINT');
    await start.gone();
    await assert.rejects(fetch(start.address), 'nothing answers any more');
  });

  for (const [what, command] of [
    ['npm', /^npm start/],
    ['its script', /^node scripts\/bootstrap\.mjs/],
  ] as const) {
    it(`leaves no process behind when ${what} is killed under an open page`, async function () {
      this.timeout(START_TIMEOUT_MS);
      start = await Started.start();
      await openPage(start);
      const { command: server } = await start.processLike(/server-main/);
      process.kill((await start.processLike(command)).pid, 'SIGKILL');
      await start.gone();
      // A script that is killed cannot erase the server's folder any more.
      const folder = /--server-data-dir (\S+)/.exec(server)?.[1];
      assert.ok(folder);
      await rm(folder, { recursive: true, force: true });
    });
  }

  async function openPage({ address }: Started): Promise<void> {
    const page = await browser.newPage();
    await page.goto(address);
    await shown(page);
    await start.processLike(/--type=extensionHost/);
  }
});

/** Waits for what a window shows without any key or click. */
async function shown(page: Page) {
  const workbench = new WorkbenchDriver(page);
  await page.locator('.tab.active', { hasText: POSTER }).waitFor();
  await workbench.studio.getByTestId('frame').waitFor();
  await walkthroughButton(page).waitFor();
  return { workbench, studio: workbench.studio, notification: workbench.notification() };
}

const walkthroughButton = (page: Page) =>
  page.locator('.statusbar').getByRole('button', { name: 'Walkthrough' });
