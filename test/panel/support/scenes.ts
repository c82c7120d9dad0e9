/** What the panel may look like, and how to get there: for the tests that look at all of it. */
import type { ChangeView } from '../../../src/diff/describe/view';
import type { StudioState } from '../../../src/protocol/messages';
import type { StageProblem, StageSnapshot } from '../../../src/protocol/stage';
import { rectOf } from './layout';
import type { Panel } from './panel';
import { stage } from './stages';
import * as states from './states';

const { studio } = states;

export interface Scene {
  readonly state: StudioState;
  readonly stage: StageSnapshot | null;
  readonly problems?: readonly StageProblem[];
  /** What a person does there. */
  readonly act?: (panel: Panel) => Promise<void>;
}

const PROBLEM: StageProblem = {
  element: 3,
  severity: 'warning',
  message: 'This text would be too small to read.',
  fixes: ['Make the box as large as its text needs'],
};

const scene = (state: StudioState, changed: Partial<Scene> = {}): Scene => ({
  state,
  stage: stage(),
  ...changed,
});

/** A stage that someone does something on, without a picture under the boxes. */
const work = (act: (panel: Panel) => Promise<void>, changed: Partial<Scene> = {}): Scene =>
  scene(studio({ runs: [], selected: null }), { act, ...changed });

const box = ({ page }: Panel, index: number) => page.locator(`.box[data-element-index="${index}"]`);

async function chooseAll({ page, byId }: Panel): Promise<void> {
  await byId('frame').focus();
  await page.keyboard.press('Control+a');
}

async function draw({ page, byId }: Panel): Promise<void> {
  const frame = await rectOf(byId('frame'));
  await byId('draw-text').click();
  await page.mouse.move(frame.x + frame.width / 2, frame.y + frame.height / 2);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width - 5, frame.y + frame.height - 5);
}

/** What changed between two prompts, in every way that it is shown. */
export const CHANGES: readonly ChangeView[] = [
  {
    subject: { kind: 'element', number: 1, elementKind: 'obj', words: 'White sailboat with a red hull' },
    facts: [
      { kind: 'moved', right: 40, down: 20 },
      { kind: 'resized', percent: 12 },
    ],
  },
  {
    subject: { kind: 'element', number: 2, elementKind: 'text', words: 'VISIT THE COAST' },
    facts: [{ kind: 'text', part: 'text', from: 'VISIT OUR COAST', to: 'VISIT THE COAST' }],
  },
  {
    subject: { kind: 'palette' },
    facts: [
      { kind: 'color', change: 'added', color: '#E43F5A' },
      { kind: 'color', change: 'removed', color: '#27456B' },
    ],
  },
  {
    subject: { kind: 'background' },
    facts: [
      {
        kind: 'text',
        part: 'whole',
        from: 'A warm evening sky over a calm sea, with long thin clouds near the horizon.',
        to: 'A warm morning sky over a calm sea, with long thin clouds and birds near the horizon.',
      },
    ],
  },
];

const FIRST = { runId: 'pair', index: 0 };
const SECOND = { runId: 'half', index: 0 };

/** Compares the image that is shown with another one. */
export async function compare(panel: Panel, mode: string, changes: readonly ChangeView[] | null = CHANGES) {
  const { page } = panel;
  await page.locator('[data-key="half/0"]').click({ modifiers: ['Control'] });
  await page.getByRole('radiogroup', { name: 'How to compare' }).getByText(mode, { exact: true }).click();
  await panel.send({ type: 'difference', a: FIRST, b: SECOND, changes });
}

const comparing = (mode: string, changes?: readonly ChangeView[] | null) =>
  scene(studio(), { act: (panel) => compare(panel, mode, changes) });

export const SCENES: Readonly<Record<string, Scene>> = {
  'runs of every kind': scene(studio({ notice: 'no-key' })),
  'stopped and partial runs': scene(
    studio({ runs: [states.DETACHED_RUN, states.PARTIAL_RUN], selected: null }),
  ),
  'runs that wait, that were not sent, that found no room': scene(
    studio({ runs: [states.QUEUED_RUN, states.UNSENT_RUN, states.FULL_DISK_RUN], selected: null }),
  ),
  'a run that waits for its turn': scene(studio({ runs: [states.QUEUED_RUN], selected: null })),
  'a run that was never sent': scene(studio({ runs: [states.UNSENT_RUN], selected: null })),
  'a busy run': scene(studio({ runs: [states.BUSY_RUN], selected: null })),
  'a failed run': scene(studio({ runs: [states.FAILED_RUN], selected: null, locked: true })),
  'a run that found no room on the disk': scene(studio({ runs: [states.FULL_DISK_RUN], selected: null })),
  'an image that is gone': scene(
    studio({ runs: [{ ...states.PAIR_RUN, results: [states.result(0, { state: 'missing', uri: null })] }] }),
  ),
  'the image menu': scene(studio(), { act: ({ byId }) => byId('image-menu').click() }),
  'an unreadable document': scene(states.unreadable(studio()), {
    stage: stage({ stale: true, editable: false }),
  }),
  'a document that could never be read': scene(states.unreadable(studio()), { stage: null }),
  'a task file': scene(states.taskFile(), { stage: stage({ tasks: 2, task: 1 }) }),
  'an unused prompt': scene(states.UNUSED),
  'no document': scene(states.NO_DOCUMENT, { stage: null }),
  'nothing chosen': work(() => Promise.resolve()),
  'one chosen': work((panel) => box(panel, 1).focus()),
  'several chosen': work(chooseAll),
  'one locked': work(async (panel) => {
    await box(panel, 0).focus();
    await panel.page.keyboard.press('l');
  }),
  'the text cursor in an element': work((panel) =>
    panel.send({ type: 'cursor', uri: stage().uri, element: 2 }),
  ),
  'a problem and one in the tray': work(async ({ byId }) => byId('mark').hover(), {
    problems: [PROBLEM, { ...PROBLEM, element: 5 }],
  }),
  'the arrange menu': work(async (panel) => {
    await chooseAll(panel);
    await panel.byId('arrange').click();
  }),
  'a box that is drawn': work(draw),
  'an element of the tray that waits for its box': work(({ byId }) =>
    byId('unplaced').locator('button').last().click(),
  ),
  'images side by side': comparing('Side by side'),
  'images with a divider': comparing('Swipe'),
  'images above each other': comparing('Onion', []),
  'images by turns': scene(studio(), {
    act: async (panel) => {
      await compare(panel, 'Blink', null);
      await panel.page.getByRole('button', { name: 'Pause' }).click();
    },
  }),
  'the difference of images': comparing('Difference'),
  'an image alone': scene(studio(), { act: ({ page }) => page.keyboard.press('v') }),
  'the menu of an image': scene(studio(), {
    act: ({ page }) => page.locator('[data-key="pair/1"]').click({ button: 'right' }),
  }),
  'the filter': scene(studio({ unreadable: [{ id: 'torn' }] }), {
    act: async ({ page, byId }) => {
      await byId('filter').click();
      await page.getByRole('menuitemcheckbox', { name: 'Favorites' }).click();
    },
  }),
  'something that is dragged over it': scene(studio({ unreadable: [{ id: 'torn' }] }), {
    act: ({ page }) =>
      page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/uri-list', 'file:///a.png');
        document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true }));
      }),
  }),
  'a read-only document': work((panel) => box(panel, 1).focus(), { stage: stage({ editable: false }) }),
};

/** Brings the panel to a scene, from whatever it showed before. */
export async function show(
  panel: Panel,
  { state, stage: snapshot, problems = [], act }: Scene,
): Promise<void> {
  const { page } = panel;
  // Ends what is under way, closes what is open, and puts the tool away.
  for (let press = 0; press < 3; press++) await page.keyboard.press('Escape');
  await page.evaluate(() => document.dispatchEvent(new DragEvent('dragleave')));
  await page.mouse.up();
  await page.mouse.move(1, 1);
  await panel.send({ type: 'stage', stage: null });
  await panel.send({ type: 'stage', stage: snapshot });
  await panel.show(state);
  await panel.send({ type: 'problems', uri: stage().uri, problems });
  await act?.(panel);
}
