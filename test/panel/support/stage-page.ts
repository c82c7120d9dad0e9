/** The stage under a person's hands: a frame of exactly 500 pixels, so that a pixel is two units of the grid. */
import type { Locator, Page } from 'playwright-core';
import type { Bbox } from '../../../src/prompt/model';
import type { PanelMessage } from '../../../src/protocol/messages';
import { DEFAULT_VIEW_OPTIONS, type ViewOptions } from '../../../src/protocol/saved-state';
import type { StageSnapshot } from '../../../src/protocol/stage';
import { rectOf } from './layout';
import { openPanel, type Panel, type ThemeName } from './panel';
import { StageHost } from './stage-host';
import { type Elements, obj, snapshotOf, text } from '../../unit/webview/stage/elements';
import { studio } from './states';

const SIDE = 500;

/** Three boxes apart from each other, and two elements without one. */
export const ELEMENTS: Elements = [
  obj([100, 100, 300, 300], 'Red kite'),
  text([400, 400, 600, 800], 'HELLO'),
  obj([650, 100, 850, 300], 'Blue boat'),
  obj(undefined, 'Three gulls'),
  text(undefined, 'est. 1911'),
];

/** A place in grid units. */
export type Spot = readonly [x: number, y: number];

interface Options {
  readonly elements?: Elements;
  readonly snapshot?: Partial<StageSnapshot>;
  readonly viewOptions?: Partial<ViewOptions>;
  readonly theme?: ThemeName;
}

export interface StagePage {
  readonly panel: Panel;
  readonly page: Page;
  readonly host: StageHost;
  readonly box: (index: number) => Locator;
  readonly handle: (name: string) => Locator;
  /** Moves the pointer to a place of the frame. */
  readonly move: (spot: Spot) => Promise<void>;
  /** Presses at one place and goes to others, without letting go. */
  readonly press: (from: Spot, ...to: readonly Spot[]) => Promise<void>;
  /** Presses at one place, goes to others, and lets go. */
  readonly drag: (from: Spot, ...to: readonly Spot[]) => Promise<void>;
  readonly release: () => Promise<void>;
  readonly keys: (...keys: readonly string[]) => Promise<void>;
  /** The elements that are chosen. */
  readonly chosen: () => Promise<readonly number[]>;
  /** The boxes as they are drawn, in grid units. */
  readonly drawn: (index: number) => Promise<Bbox>;
  /** What the page has sent of this type. */
  readonly sent: <T extends PanelMessage['type']>(
    type: T,
  ) => Promise<readonly Extract<PanelMessage, { type: T }>[]>;
  /** As it was opened, but for how it is looked at; what was sent before is forgotten. */
  readonly reset: (elements?: Elements, changed?: Partial<StageSnapshot>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The middle of a box. */
export function middle([top, left, bottom, right]: Bbox): Spot {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** The state that these stages are shown in: a square frame, and no runs below. */
export function squareStudio() {
  const { controls } = studio();
  return studio({
    runs: [],
    selected: null,
    controls: controls && { ...controls, width: 2048, height: 2048 },
  });
}

/** Opens a stage with its host. Nothing snaps, unless the view options say so. */
export async function openStage(options: Options = {}): Promise<StagePage> {
  const { elements = ELEMENTS, snapshot, viewOptions, theme = 'Dark Modern' } = options;
  const stage = snapshotOf(elements, snapshot);
  const view = { scale: SIDE / 2048, x: 0.5, y: 0.5 };
  const own: ViewOptions = {
    ...DEFAULT_VIEW_OPTIONS,
    backdrop: 'none',
    snap: false,
    viewport: view,
    ...viewOptions,
  };
  const panel = await openPanel(squareStudio(), {
    theme,
    stage,
    height: 900,
    saved: { document: stage.uri, locked: false, looks: { [stage.uri]: own } },
  });
  const { page } = panel;
  const host = new StageHost(panel, stage);
  const move = async ([x, y]: Spot) => {
    const { x: left, y: top, width, height } = await rectOf(panel.byId('frame'));
    await page.mouse.move(left + (x * width) / 1000, top + (y * height) / 1000);
  };
  const press = async (from: Spot, ...to: readonly Spot[]) => {
    await move(from);
    await page.mouse.down();
    for (const spot of to) await move(spot);
  };
  const release = () => page.mouse.up();
  return {
    panel,
    page,
    host,
    box: (index) => page.locator(`.box[data-element-index="${index}"]`),
    handle: (name) => page.locator(`[data-handle="${name}"]`),
    move,
    press,
    release,
    drag: async (from, ...to) => {
      await press(from, ...to);
      await release();
    },
    keys: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    chosen: () =>
      page
        .locator('.box[aria-pressed="true"]')
        .evaluateAll((boxes) => boxes.map((box) => Number(box.getAttribute('data-element-index')))),
    drawn: (index) => drawnBox(page, index),
    sent: async (type) => (await panel.posted()).filter((message) => message.type === type) as never,
    reset: async (again = elements, changed = {}) => {
      await page.mouse.up();
      for (const key of ['Shift', 'Alt', 'Control', ' ']) await page.keyboard.up(key);
      await page.mouse.move(1, 1);
      // Whatever tool is in hand is put away.
      await panel.byId('frame').press('Escape');
      await panel.send({ type: 'stage', stage: null });
      await page.evaluate(() => globalThis.panelPosted.splice(1));
      host.snapshot = snapshotOf(again, { answered: host.snapshot.answered, ...changed });
      await host.send();
    },
    close: () => panel.close(),
  };
}

async function drawnBox(page: Page, index: number): Promise<Bbox> {
  const [frame, box] = await Promise.all([
    rectOf(page.getByTestId('frame')),
    rectOf(page.locator(`.box[data-element-index="${index}"]`)),
  ]);
  const x = (at: number) => Math.round(((at - frame.x) / frame.width) * 1000);
  const y = (at: number) => Math.round(((at - frame.y) / frame.height) * 1000);
  return [y(box.y), x(box.x), y(box.y + box.height), x(box.x + box.width)];
}
