/** The panel's real page in a real browser, with the host's part played by the test. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser';
import type { HostMessage, PanelMessage, StudioState } from '../../../src/protocol/messages';
import type { RunView } from '../../../src/protocol/run-view';
import type { StageSnapshot } from '../../../src/protocol/stage';
import type { PanelStrings } from '../../../src/protocol/strings';
import { englishStrings } from './english';
import { startServer } from './server';
import { stage as stageOf } from './stages';
import { NOW } from './states';
import { THEMES } from './themes';
import type { Theme } from './themes';

export type ThemeName = keyof typeof THEMES;

interface Stage {
  readonly browser: Browser;
  readonly origin: string;
  readonly strings: PanelStrings;
  /** Pages that a test is done with, by the options of their window: opening a window takes longer than most tests. */
  readonly idle: Map<string, Page[]>;
  readonly end: () => Promise<void>;
}

let stage: Promise<Stage> | undefined;

async function start(): Promise<Stage> {
  const [browser, { server, origin }, strings] = await Promise.all([
    launchBrowser(),
    startServer(),
    englishStrings(),
  ]);
  const end = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { browser, origin, strings, idle: new Map(), end };
}

// One browser for all files of this folder, started by the first that wants it.
after(async () => {
  if (stage) await (await stage).end();
});

/** What the page and the test share. */
declare global {
  var panelPosted: PanelMessage[];
  var panelViolations: string[];
  var panelState: unknown;
}

export interface Panel {
  readonly page: Page;
  readonly byId: (testId: string) => Locator;
  readonly show: (state: StudioState) => Promise<void>;
  readonly send: (message: HostMessage) => Promise<void>;
  /** All that the page sent since it said that it is ready. */
  readonly posted: () => Promise<readonly PanelMessage[]>;
  /** Breaches of the content security policy. */
  readonly violations: () => Promise<readonly string[]>;
  readonly savedState: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What `getState` answers. */
  readonly saved?: unknown;
  readonly browser?: BrowserContextOptions;
  /** Whether the test changes the window for good, its clock for example: then no other gets it. */
  readonly ownWindow?: boolean;
  /** What is on the stage: that of `studio()` where nothing else is said. */
  readonly stage?: StageSnapshot | null;
}

const PREPARED = 'prepared';

/** What the editor's part has to know, of which there is another for each test. */
interface Prepared {
  readonly theme: Theme;
  readonly saved: unknown;
}

/** Runs in the page before its own script: the editor's part. */
function prepare(key: string): void {
  const prepared = sessionStorage.getItem(key);
  // The first page only makes room for it.
  if (prepared === null) return;
  const { theme, saved } = JSON.parse(prepared) as Prepared;
  globalThis.panelPosted = [];
  globalThis.panelViolations = [];
  globalThis.panelState = saved;
  document.addEventListener('securitypolicyviolation', (event) =>
    globalThis.panelViolations.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
  document.addEventListener('DOMContentLoaded', () => {
    for (const [name, value] of Object.entries(theme.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    document.body.className = theme.bodyClass;
  });
  // Methods, not arrow functions: the transpiler names those with a helper that the page does not have.
  Object.assign(globalThis, {
    acquireVsCodeApi() {
      return {
        postMessage(message: PanelMessage) {
          globalThis.panelPosted.push(message);
        },
        getState() {
          return globalThis.panelState;
        },
        setState(state: unknown) {
          globalThis.panelState = state;
        },
      };
    },
  });
}

/** The host's part in the state: the runs apart from the rest, and of those only what the page does not know yet. */
function teller(send: (message: HostMessage) => Promise<void>) {
  let known = new Map<string, RunView>();
  const isNews = (run: RunView) => JSON.stringify(known.get(run.id)) !== JSON.stringify(run);
  return async ({ runs, older, ...state }: StudioState) => {
    const changed = runs.filter(isNews);
    known = new Map(runs.map((run) => [run.id, run]));
    await send({ type: 'runs', order: runs.map(({ id }) => id), changed, total: runs.length + older });
    await send({ type: 'state', state });
  };
}

/** A page of the browser that a test was done with, or a new one. */
async function takePage({ browser, origin, idle }: Stage, options: BrowserContextOptions): Promise<Page> {
  const page = idle.get(JSON.stringify(options))?.pop();
  if (page) return page;
  const context = await browser.newContext(options);
  const opened = await context.newPage();
  await opened.clock.setFixedTime(NOW);
  await opened.addInitScript(prepare, PREPARED);
  await opened.goto(`${origin}/editor.css`);
  return opened;
}

/** Leaves the page to the next test, with the hands of this one off it. */
async function leavePage(page: Page, { idle }: Stage, options: BrowserContextOptions): Promise<void> {
  await page.mouse.up();
  for (const key of ['Shift', 'Alt', 'Control', ' ']) await page.keyboard.up(key);
  await page.mouse.move(0, 0);
  const key = JSON.stringify(options);
  idle.set(key, [...(idle.get(key) ?? []), page]);
}

/** Opens the page and answers its `ready` with the sentences and this state. */
export async function openPanel(state: StudioState, options: Options = {}): Promise<Panel> {
  stage ??= start();
  const place = await stage;
  const {
    theme = 'Dark Modern',
    width = 760,
    height = 850,
    saved,
    browser = {},
    ownWindow = false,
  } = options;
  const page = await takePage(place, browser);
  await page.setViewportSize({ width, height });
  await page.evaluate(([key, prepared]) => sessionStorage.setItem(key, prepared), [
    PREPARED,
    JSON.stringify({ theme: THEMES[theme], saved } satisfies Prepared),
  ] as const);
  await page.goto(place.origin);
  assert.deepEqual(await page.evaluate(() => globalThis.panelPosted), [{ type: 'ready' }]);
  // Until the page's own listener, which is older than this one, has heard it too.
  const send = (message: HostMessage) =>
    page.evaluate(
      (data) =>
        new Promise<void>((resolve) => {
          window.addEventListener('message', () => resolve(), { once: true });
          window.postMessage(data);
        }),
      message,
    );
  await send({ type: 'strings', strings: place.strings });
  await send({ type: 'stage', stage: options.stage === undefined ? stageOf() : options.stage });
  const show = teller(send);
  await show(state);
  const byId = (testId: string) => page.getByTestId(testId);
  await byId('studio').waitFor();
  return {
    page,
    byId,
    show,
    send,
    posted: async () => (await page.evaluate(() => globalThis.panelPosted)).slice(1),
    violations: () => page.evaluate(() => globalThis.panelViolations),
    savedState: () => page.evaluate(() => globalThis.panelState),
    close: () => (ownWindow ? page.context().close() : leavePage(page, place, browser)),
  };
}
