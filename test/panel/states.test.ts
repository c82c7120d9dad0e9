import assert from 'node:assert/strict';
import { painted } from './support/layout';
import { openPanel } from './support/panel';
import type { Panel } from './support/panel';
import { stage as stageOf } from './support/stages';
import * as states from './support/states';
import type { StudioState } from '../../src/protocol/messages';
import type { StageSnapshot } from '../../src/protocol/stage';

const { studio } = states;

describe('The panel shows', function () {
  this.timeout(20_000);
  let panel: Panel;
  before(async () => (panel = await openPanel(studio())));
  after(() => panel.close());

  /** What is said of the chosen run between toolbar and stage. */
  const runText = async (state: StudioState) => {
    await panel.show(state);
    return panel.page.locator('.notice-run').innerText();
  };
  /** What stands in the place of the stage. */
  const stageText = async (state: StudioState, stage: StageSnapshot | null) => {
    await panel.send({ type: 'stage', stage });
    await panel.show(state);
    const text = await panel.byId('stage').innerText();
    await panel.send({ type: 'stage', stage: stageOf() });
    return text;
  };

  const facts = async () => {
    await panel.byId('image-menu').click();
    const text = await panel.page.getByRole('menu', { name: 'Image' }).locator('.facts').innerText();
    await panel.page.keyboard.press('Escape');
    return text;
  };

  it('a finished run with its images, speed, count and cost', async () => {
    await panel.show(studio({ runs: [states.PAIR_RUN] }));
    const run = panel.byId('run');
    assert.equal(await run.getAttribute('data-run-id'), 'pair');
    assert.equal(await run.getAttribute('data-state'), 'succeeded');
    assert.match(await run.innerText(), /^\d\d:\d\d\s*Default · 2 images · \$0\.12/);
    assert.equal(await panel.byId('result-image').count(), 2);
  });

  it('the selected image with its facts', async () => {
    await panel.show(studio({ runs: [states.PAIR_RUN], selected: { runId: 'pair', index: 1 } }));
    assert.equal(await panel.byId('stage-image').getAttribute('src'), '/image/1664x2496/1.svg');
    assert.match(await facts(), /seed 90771\s+1664 × 2496\s+\$0\.10\s+\d\d:\d\d\s+Marked by the safety/);
    await panel.show(studio({ runs: [states.FAILED_RUN], selected: null }));
    assert.match(await facts(), /Turbo · 1 image\s+1664 × 2496\s+\d\d:\d\d/);
  });

  it('every digit of a long seed, and on its thumbnail the first and last ones', async () => {
    const long = states.result(0, { seed: '9223372036854775807' });
    await panel.show(studio({ runs: [states.run('seed', { results: [long] })], selected: null }));
    assert.match(await facts(), /seed 9223372036854775807/);
    const caption = panel.byId('run').locator('.caption');
    assert.match(await caption.innerText(), /seed\s+9223…5807/);
    assert.ok(await caption.evaluate((element) => element.scrollWidth <= element.clientWidth));
  });

  it('the newest run if none is selected', async () => {
    await panel.show(studio({ runs: [states.WIDE_RUN, states.PAIR_RUN], selected: null }));
    assert.equal(await panel.byId('stage-image').getAttribute('src'), '/image/3328x1248/1.svg');
  });

  it('a run without images yet: what it is doing, for how long, and how to stop it', async () => {
    const text = await runText(studio({ runs: [states.BUSY_RUN], selected: null }));
    assert.match(text, /Generating\s+Waiting for the service · \d+ s\s+Cancel/);
    assert.match(await panel.byId('run').innerText(), /now.*1 of 3\s+\d+ s.*3 of 3/s);
  });

  it('a run with one of three images', async () => {
    await panel.show(studio({ runs: [states.HALF_RUN], selected: null }));
    assert.match(await panel.byId('run').innerText(), /\$0\.10 so far.*2 of 3.*3 of 3/s);
    assert.equal(await panel.byId('result-image').count(), 1);
    assert.equal(await panel.byId('stage-image').count(), 1);
  });

  it('a failed run: what happened, what to do, the message of the service and the task', async () => {
    const text = await runText(studio({ runs: [states.FAILED_RUN], selected: null }));
    const { title, advice, message } = states.BLOCKED;
    for (const part of [title, advice, message, states.FAILED_RUN.taskUUID]) assert.ok(text.includes(part));
    assert.match(
      await panel.byId('error').innerText(),
      /Blocked by the service.*rephrase element 2.*Details/s,
    );
  });

  it('two images and one error as two images and one error', async () => {
    await panel.show(studio({ runs: [states.PARTIAL_RUN], selected: null }));
    assert.equal(await panel.byId('result-image').count(), 1);
    assert.equal(await panel.byId('error').count(), 1);
    assert.match(await panel.byId('run').innerText(), /Image missing/);
  });

  it('a run that nothing waits for, with how to get its images', async () => {
    assert.match(
      await runText(studio({ runs: [states.DETACHED_RUN], selected: null })),
      /Stopped waiting.*Resume/s,
    );
    const interrupted = studio({ runs: [states.INTERRUPTED_RUN], selected: null });
    assert.match(await runText(interrupted), /Interrupted.*Resume/s);
    assert.equal(await panel.byId('cancel').count(), 0);
  });

  it('a queued run, and one that was never sent', async () => {
    const queued = await runText(studio({ runs: [states.QUEUED_RUN], selected: null }));
    assert.match(queued, /Waiting for its turn\s+It is sent when .*\s+Cancel/);
    assert.doesNotMatch(queued, /Generating|\d s/);
    assert.match(await panel.byId('run').innerText(), /^queued(?!.*\d s\b).*3 of 3/s);
    assert.match((await panel.byId('cancel').getAttribute('title')) ?? '', /nothing is charged/);
    const unsent = await runText(studio({ runs: [states.UNSENT_RUN], selected: null }));
    assert.match(unsent, /Not sent.*Nothing is charged.*Resume/s);
    assert.match(await panel.byId('stopped').innerText(), /Not sent.*Resume/s);
    assert.equal(await panel.byId('stopped').getByTitle('Send its task to the service.').count(), 1);
  });

  it('a run that is active rather than a queued one', async () => {
    const waiting = ['a', 'b', 'c', 'd'].map((id) => ({ ...states.QUEUED_RUN, id }));
    const begun = [states.HALF_RUN, states.PAIR_RUN, states.WIDE_RUN, states.LONG_RUN];
    const place = () =>
      panel.page
        .locator('[data-run-id=half]')
        .evaluate(
          (group) =>
            group.getBoundingClientRect().left -
            (group.closest('.film-scroll')?.getBoundingClientRect().left ?? NaN),
        );
    await panel.show(studio({ runs: [...waiting, ...begun], selected: null }));
    assert.equal(await panel.byId('stage-image').count(), 1);
    assert.equal(Math.round(await place()), 12);
    await panel.show(studio({ runs: begun, selected: null }));
    assert.equal(Math.round(await place()), 12);
  });

  it('why images are not on the disk, with how to get them, but not by paying again', async () => {
    const text = await runText(studio({ runs: [states.FULL_DISK_RUN], selected: null }));
    assert.match(text, /cannot be kept on the disk.*Make room.*ENOSPC.*Resume/s);
    assert.doesNotMatch(text, /Try Again/);
    assert.match(await panel.byId('run').innerText(), /Resume.*cannot be kept on the disk/s);
    assert.doesNotMatch(await panel.byId('run').innerText(), /Try Again|Stopped waiting/);
  });

  it('a proof as a proof, with the day if it is not today', async () => {
    await panel.show(studio({ runs: [states.PROOF_RUN], selected: null }));
    assert.match(await panel.byId('run').innerText(), /\w+ \d+, \d\d:\d\d\s*Layout proof · free/);
    assert.match((await panel.byId('stage-image').getAttribute('alt')) ?? '', /^Layout proof/);
  });

  it('what to do first if there is no document', async () => {
    assert.match(await stageText(states.NO_DOCUMENT, null), /Open a structured prompt.*New Prompt…/s);
    assert.equal(await panel.byId('generate').count(), 0);
    await panel.show(states.UNUSED);
    assert.equal(await panel.byId('frame').count(), 1);
    assert.equal(await panel.page.locator('.notice-run').count(), 0);
    assert.equal(await panel.byId('image-menu').count(), 0);
    assert.match(await panel.byId('studio').innerText(), /No runs yet/);
    assert.match(await panel.byId('generate').innerText(), /Make Proof\s*free/);
    assert.match(await panel.byId('notice').innerText(), /Without a key.*Set API Key/s);
  });

  it('why nothing is sent in an untrusted workspace, without an action that would not help', async () => {
    await panel.show(studio({ notice: 'untrusted' }));
    assert.match(await panel.byId('notice').innerText(), /Restricted Mode/);
    assert.equal(await panel.byId('notice').getByRole('button').count(), 0);
  });

  it('a document that cannot be read, keeping its last stage with the image', async () => {
    await panel.send({ type: 'stage', stage: stageOf({ stale: true, editable: false }) });
    await panel.show(states.unreadable(studio()));
    assert.match(
      await panel.byId('problem').innerText(),
      /cannot be read\.\s+Line 12, column 5: Comma expected\s+Go to the Problem/,
    );
    assert.equal(await panel.byId('stage-image').count(), 1);
    assert.equal(await panel.page.locator('.frame.stale').count(), 1);
    assert.ok(await panel.byId('generate').isDisabled());
  });

  it('a document that could never be read, on the whole stage', async () => {
    const text = await stageText(states.unreadable(states.UNUSED), null);
    assert.match(text, /cannot be read.*Line 12, column 5: Comma expected.*Go to the Problem/s);
    await panel.send({ type: 'stage', stage: null });
    assert.equal(await panel.byId('problem').count(), 1);
    await panel.send({ type: 'stage', stage: stageOf() });
  });

  it('a document that could never be read, even while the stage has the layout of the previous one', async () => {
    await panel.send({ type: 'stage', stage: stageOf({ uri: 'file:///before.structured-prompt.json' }) });
    await panel.show(states.unreadable(states.UNUSED));
    assert.equal(await panel.byId('problem').count(), 1);
    assert.equal(await panel.byId('stage').getByTestId('problem').count(), 1);
    await panel.send({ type: 'stage', stage: stageOf() });
  });

  it('the size of the document, also once all sizes are there to choose from', async () => {
    const panel = await openPanel(studio());
    const size = panel.page.getByRole('combobox', { name: 'Size' });
    assert.equal(await size.inputValue(), '1664x2496');
    await size.locator('optgroup').last().waitFor({ state: 'attached' });
    assert.equal(await size.inputValue(), '1664x2496');
    await panel.close();
  });

  it('the controls of a task file, which only the file can change', async () => {
    await panel.show(states.taskFile());
    const size = panel.page.getByRole('combobox', { name: 'Size' });
    assert.ok(await size.isDisabled());
    assert.equal(await size.locator('..').getAttribute('title'), 'Set in the task file');
    assert.ok(await panel.byId('generate').isEnabled());
    assert.match(await panel.byId('studio').innerText(), /two-posters\s+2 tasks/);
  });

  it('a short text if a file is missing', async () => {
    const lost = { ...states.PAIR_RUN, results: [states.result(0, { uri: '/lost.png' })] };
    await panel.show(studio({ runs: [lost] }));
    await panel.byId('stage').getByText('Image missing').waitFor();
    await panel.byId('run').getByText('Image missing').waitFor();
    assert.equal(await panel.byId('result-image').count(), 0);
  });

  it('a text for an image that was sent to the upload URL of its task', async () => {
    const sent = { ...states.PAIR_RUN, results: [states.result(0, { state: 'elsewhere', uri: null })] };
    await panel.show(studio({ runs: [sent], selected: null }));
    await panel.byId('stage').getByText('Sent to its upload address').waitFor();
    await panel.byId('run').getByText('Sent to its upload address').waitFor();
  });

  it('the message of the service as text, whatever markup it contains', async () => {
    const message = '<img src="/x.png" onerror="document.body.remove()"><b>free</b>';
    const failed = { ...states.FAILED_RUN, errors: [{ ...states.BLOCKED, message }] };
    assert.ok((await runText(studio({ runs: [failed], selected: null }))).includes(message));
    assert.equal(await panel.page.locator('img[src="/x.png"], q b').count(), 0);
  });

  it('the runs of the next document only with its state', async () => {
    const { document } = studio();
    const other = studio({
      runs: [],
      selected: null,
      document: document && { ...document, uri: 'file:///b' },
    });
    await panel.show(states.UNUSED);
    const said = () => panel.page.getByRole('status').allInnerTexts();
    const before = await said();
    const run = { ...states.PAIR_RUN, id: 'elsewhere' };
    await panel.send({ type: 'runs', order: ['elsewhere'], changed: [run], total: 1 });
    await painted(panel.page);
    assert.equal(await panel.byId('run').count(), 0);
    await panel.send({ type: 'state', state: other });
    await panel.byId('run').waitFor();
    assert.deepEqual(await said(), before);
  });

  it('the end of a run, to screen readers', async () => {
    const status = panel.page.getByRole('status');
    await panel.show(studio({ runs: [states.HALF_RUN] }));
    await panel.show(studio({ runs: [{ ...states.PARTIAL_RUN, id: 'half' }] }));
    await status.getByText('Run finished: 2 images. Blocked by the service').waitFor({ state: 'attached' });
    await panel.show(studio({ runs: [{ ...states.BUSY_RUN }] }));
    await panel.show(studio({ runs: [{ ...states.FAILED_RUN, id: 'busy' }] }));
    await status.getByText('Run failed: Blocked by the service.').waitFor({ state: 'attached' });
  });
});
