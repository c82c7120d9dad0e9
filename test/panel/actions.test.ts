import assert from 'node:assert/strict';
import { openPanel } from './support/panel';
import type { Panel } from './support/panel';
import * as states from './support/states';
import type { PanelMessage, StudioState } from '../../src/protocol/messages';

const { studio } = states;

/** A run that ended since its key was refused. */
const REFUSED_KEY_RUN = { ...states.FAILED_RUN, errors: [{ ...states.BLOCKED, class: 'auth' as const }] };

/** That on show. */
const document = studio().document?.uri ?? null;

describe('The panel sends', function () {
  this.timeout(20_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(studio())));
  afterEach(() => panel.close());

  const click = async (name: string, state?: StudioState) => {
    if (state) await panel.show(state);
    await panel.page.getByRole('button', { name, exact: true }).first().click();
  };
  const sent = async (...messages: readonly PanelMessage[]) =>
    assert.deepEqual(await panel.posted(), messages);

  it('controls when they are changed, the second change together with the first', async () => {
    const { page } = panel;
    const before = { width: 1664, height: 2496, speed: 'QUALITY', count: 3, format: 'JPG' } as const;
    await page.getByRole('combobox', { name: 'Size' }).selectOption('2048x2048');
    await page.getByText('Turbo', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Number of images' }).selectOption('20');
    await page.getByRole('combobox', { name: 'File format' }).selectOption('WEBP');
    const square = { ...before, width: 2048, height: 2048 };
    const fast = { ...square, speed: 'TURBO' } as const;
    await sent(
      { type: 'setControls', document, controls: square },
      { type: 'setControls', document, controls: fast },
      { type: 'setControls', document, controls: { ...fast, count: 20 } },
      { type: 'setControls', document, controls: { ...fast, count: 20, format: 'WEBP' } },
    );
  });

  it('what its buttons do', async () => {
    await panel.byId('generate').click();
    await click('Stay on this prompt');
    for (const name of ['Save Image As…', 'Reveal in File Explorer', 'Open Prompt']) {
      await panel.byId('image-menu').click();
      await panel.page.getByRole('menuitem', { name }).click();
      assert.equal(await panel.page.getByRole('menu').count(), 0);
    }
    await panel.byId('cancel').click();
    await panel.byId('error').getByRole('button', { name: 'Show Details' }).click();
    await panel.byId('error').getByRole('button', { name: 'Try Again' }).click();
    await sent(
      { type: 'generate', document },
      { type: 'setLocked', document, locked: true },
      { type: 'imageAction', action: 'saveImage', runId: 'pair', index: 0 },
      { type: 'imageAction', action: 'revealImage', runId: 'pair', index: 0 },
      { type: 'runAction', action: 'openPrompt', runId: 'pair' },
      { type: 'runAction', action: 'cancel', runId: 'half' },
      { type: 'runAction', action: 'showDetails', runId: 'failed' },
      { type: 'generate', document },
    );
  });

  it('the action that each state offers', async () => {
    await click('New Prompt…', states.NO_DOCUMENT);
    await click('Set API Key', states.UNUSED);
    await click('Go to the Problem', states.unreadable(studio()));
    await click('Set API Key', studio({ runs: [REFUSED_KEY_RUN], selected: null }));
    await click('Show Details', studio({ runs: [states.FAILED_RUN], selected: null }));
    await click('Try Again');
    await click('Resume', studio({ runs: [states.DETACHED_RUN], selected: null }));
    await click('Resume', studio({ runs: [{ ...states.FAILED_RUN, resumable: true }], selected: null }));
    await click('Resume', studio({ runs: [states.UNSENT_RUN], selected: null }));
    await click('Cancel', studio({ runs: [states.BUSY_RUN], selected: null }));
    await sent(
      { type: 'newPrompt' },
      { type: 'setApiKey' },
      { type: 'showProblem', document },
      { type: 'setApiKey' },
      { type: 'runAction', action: 'showDetails', runId: 'failed' },
      { type: 'generate', document },
      { type: 'runAction', action: 'resume', runId: 'detached' },
      { type: 'runAction', action: 'resume', runId: 'failed' },
      { type: 'runAction', action: 'resume', runId: 'unsent' },
      { type: 'runAction', action: 'cancel', runId: 'busy' },
    );
  });

  it('the actions of the selected run, beside what happened to it', async () => {
    await panel.show(studio({ runs: [states.FAILED_RUN], selected: null }));
    const failure = panel.byId('failure');
    await failure.getByRole('button', { name: 'Show Details' }).click();
    await failure.getByRole('button', { name: 'Try Again' }).click();
    await panel.show(studio({ runs: [states.DETACHED_RUN], selected: null }));
    await panel.byId('halted').getByRole('button', { name: 'Resume' }).click();
    await panel.show(studio({ runs: [states.QUEUED_RUN], selected: null }));
    await panel.byId('queued').getByRole('button', { name: 'Cancel' }).click();
    await sent(
      { type: 'runAction', action: 'showDetails', runId: 'failed' },
      { type: 'generate', document },
      { type: 'runAction', action: 'resume', runId: 'detached' },
      { type: 'runAction', action: 'cancel', runId: 'queued' },
    );
  });

  it('the selection of an image or a failed run, by mouse', async () => {
    await panel.byId('result-image').nth(2).click();
    await panel.byId('error').getByText('Blocked by the service').click();
    await sent({ type: 'select', runId: 'pair', index: 1 }, { type: 'select', runId: 'failed', index: 0 });
  });

  it('the selection by keyboard, which reaches all of the filmstrip from one tab stop', async () => {
    const { page } = panel;
    await page.locator('[data-key][tabindex="0"]').focus();
    for (const key of ['ArrowRight', 'Enter', 'ArrowRight', 'Space', 'End', 'Enter', 'Home', 'ArrowLeft']) {
      await page.keyboard.press(key);
    }
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('[data-key][tabindex="0"]').count(), 1);
    await sent(
      { type: 'select', runId: 'pair', index: 1 },
      { type: 'select', runId: 'failed', index: 0 },
      { type: 'select', runId: 'proof', index: 0 },
      { type: 'select', runId: 'half', index: 0 },
    );
  });

  it('the speed by keyboard', async () => {
    await panel.page.getByRole('radio', { name: 'Quality' }).focus();
    await panel.page.keyboard.press('ArrowLeft');
    const [message] = await panel.posted();
    assert.ok(message?.type === 'setControls');
    assert.equal(message.controls.speed, 'DEFAULT');
  });
});
