import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { findRuns } from '../../../src/run/record/store';
import { type Simulator, startSimulator } from '../../simulator/server';
import type { ReceivedRequest, SimulatorOptions } from '../../simulator/options';
import { PROMPT } from '../../support/tasks';
import { KEY, Workplace } from './command';

const TASK = { settings: { structuredPrompt: PROMPT } };
const BLOCKED = { ...PROMPT, high_level_description: 'blocked-trigger' };

let place: Workplace;
let simulator: Simulator;
const serve = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ processing: 0, apiKeys: [KEY], sameImages: true, ...options });
};
/** Answers questions for results as for a task that has sent its image to its own address. */
function withoutImages({ body }: ReceivedRequest, response: ServerResponse): boolean {
  const [task] = body as [{ taskType: string; taskUUID: string }];
  if (task.taskType !== 'getResponse') return false;
  const item = { ...task, taskType: 'imageInference', status: 'success', imageUUID: 'a', cost: 0.06 };
  response.end(JSON.stringify({ data: [item] }));
  return true;
}

describe('structured-prompt', () => {
  beforeEach(async () => {
    place = await Workplace.open();
  });
  afterEach(() => Promise.all([place.close(), simulator.close()]));

  describe('generate FILES...', () => {
    it('brings the images of many files and a folder, even if one of them fails', async () => {
      await serve();
      await place.write('set/a.structured-prompt.json', PROMPT);
      await place.write('set/deep/b.structured-prompt.json', BLOCKED);
      await place.write('c.image-task.json', [{ ...TASK, numberResults: 2 }, TASK]);
      await place.write('d.json', PROMPT);
      const { code, report, stderr, stdout } = await place.generate(simulator, 'c.*', 'set', 'd.json', 'set');
      assert.equal(code, 1);
      assert.deepEqual(
        report.runs?.map(({ source, state, images, cost }) => [source, state, images.length, cost]),
        [
          ['c.image-task.json', 'succeeded', 2, 0.12],
          ['c.image-task.json', 'succeeded', 1, 0.06],
          ['set/a.structured-prompt.json', 'succeeded', 1, 0.06],
          ['set/deep/b.structured-prompt.json', 'failed', 0, null],
          ['d.json', 'succeeded', 1, 0.06],
        ],
      );
      assert.deepEqual([report.state, report.images.length, report.cost], ['partial', 5, 0.3]);
      assert.equal(simulator.accepted.length, 5);
      const lines = stderr.trimEnd().split('\n');
      assert.equal(lines.shift(), `Sending 5 task(s), 6 image(s), about $0.36, to ${simulator.url}.`);
      assert.equal(lines.pop(), '4 of 5 task(s) succeeded: 5 image(s), $0.30 charged.');
      assert.deepEqual(
        lines.map((line) => /^\[(\d)\/5\] /.exec(line)?.[1]),
        ['1', '2', '3', '4', '5'],
      );
      const ends = lines.map((line) => line.slice('[1/5] '.length));
      assert.ok(ends.includes('c.image-task.json: succeeded, 2 image(s), $0.12'), stderr);
      assert.ok(
        ends.includes(
          'set/deep/b.structured-prompt.json: failed, 0 image(s) (Blocked by the content policy)',
        ),
        stderr,
      );
      assert.ok(!`${stdout}${stderr}`.includes(KEY));
      assert.deepEqual(await place.filesHolding(KEY), []);
    });

    it('leaves out what the service would refuse and sends the rest', async () => {
      await serve();
      await place.write('bad.image-task.json', { positivePrompt: 'A boat', width: 2048 });
      await place.write('good.structured-prompt.json', PROMPT);
      const { code, report, stderr } = await place.generate(simulator, '.');
      assert.equal(code, 1);
      assert.deepEqual(
        report.runs?.map(({ source, state, errors }) => [source, state, errors[0]?.code]),
        [
          ['bad.image-task.json', 'failed', 'size-pair'],
          ['good.structured-prompt.json', 'succeeded', undefined],
        ],
      );
      assert.match(stderr, /^bad\.image-task\.json:1:28: error: .+\nNot sent: 1 of 2 files/);
      assert.equal(simulator.submissions, 1);
    });

    it('sends nothing more when the balance is used up', async () => {
      await serve({ balance: 0.12 });
      await place.write('five.image-task.json', [TASK, TASK, TASK, TASK, TASK]);
      const one = ['--concurrency', '1', '--endpoint', simulator.url];
      const { code, stdout, stderr } = await place.run(['generate', 'five.image-task.json', ...one], KEY);
      assert.equal(code, 1);
      assert.equal(stdout.match(/^succeeded: 1 image/gm)?.length, 2);
      assert.match(
        stderr,
        /\[3\/5\] five\.image-task\.json: failed, 0 image\(s\) \(The balance is too low\)/,
      );
      assert.match(
        stderr,
        /\[4\/5\] five\.image-task\.json: not sent\n\[5\/5\] five\.image-task\.json: not sent\n/,
      );
      assert.match(stderr, /^The balance is too low: Not sent, .+ \[notSent, 2 tasks\]\n {2}Add credit/m);
      assert.match(stderr, /^2 of 5 task\(s\) succeeded: 2 image\(s\), \$0\.12 charged\.$/m);
      assert.deepEqual([simulator.accepted.length, simulator.submissions], [2, 3]);
      assert.equal(
        (await place.filesHolding('"taskUUID"')).filter((file) => file.endsWith('run.json')).length,
        3,
      );
    });

    it('collects all images although nobody reads its output any more', async () => {
      await serve();
      await place.write('four.image-task.json', [TASK, TASK, TASK, TASK]);
      const args = ['generate', 'four.image-task.json', '--endpoint', simulator.url, '--concurrency', '1'];
      const child = place.start(args, KEY);
      child.stderr.once('data', () => {
        child.stderr.destroy();
        child.stdout.destroy();
      });
      assert.deepEqual(await once(child, 'exit'), [1, null]);
      const runs = await findRuns(place.folder);
      assert.deepEqual(
        runs.map(({ record }) => record.state),
        ['succeeded', 'succeeded', 'succeeded', 'succeeded'],
      );
      assert.equal(simulator.accepted.length, 4);
    });

    it('counts images that a task uploads to its own endpoint, which is no failure', async () => {
      await serve({ faults: { examine: withoutImages } });
      await place.write('a.image-task.json', { ...TASK, uploadEndpoint: 'http://127.0.0.1:9/put' });
      const { code, report } = await place.generate(simulator, 'a.image-task.json');
      assert.deepEqual([code, report.state, report.images, report.uploaded], [0, 'succeeded', [], 1]);
      assert.deepEqual([report.errors, report.cost], [[], 0.06]);
      const { stdout } = await place.run(['generate', '.', '--endpoint', simulator.url], KEY);
      assert.match(stdout, /^succeeded: 0 image\(s\), 1 sent to the upload address, \$0\.06 in /);
    });

    it('does not send the copy of a run that was killed before it wrote its record', async () => {
      await serve();
      await place.write('a.structured-prompt.json', PROMPT);
      await place.write('out/2026-03-01T09-30-00-1b4e28ba/prompt.structured-prompt.json', PROMPT);
      const { code, stderr } = await place.run(['generate', '.', '--backend', 'proof']);
      assert.deepEqual([code, stderr], [0, 'Drawing 1 layout proof(s), free and offline.\n']);
    });

    it('does not send the copies that runs keep', async () => {
      await serve();
      await place.write('a.structured-prompt.json', PROMPT);
      const args = ['generate', '.', '--backend', 'proof', '--out', 'proofs'];
      for (let time = 1; time <= 2; time++) {
        const { code, stderr } = await place.run(args);
        assert.deepEqual([code, stderr], [0, 'Drawing 1 layout proof(s), free and offline.\n']);
        assert.equal((await place.filesHolding('"taskUUID"')).length, time);
      }
      const { code, stderr } = await place.run(['generate', 'proofs', '--backend', 'proof']);
      assert.equal(code, 2);
      assert.match(stderr, /nothing to send but copies/);
    });
  });

  describe('balance', () => {
    it('prints what is left in the account', async () => {
      await serve({ balance: 12.34 });
      const args = ['balance', '--endpoint', simulator.url];
      assert.deepEqual(await place.run(args, KEY), { code: 0, stdout: '$12.34\n', stderr: '' });
      const { stdout } = await place.run([...args, '--json'], KEY);
      assert.deepEqual(JSON.parse(stdout), { balance: 12.34 });
    });

    it('prints why it cannot', async () => {
      await serve();
      const args = ['balance', '--endpoint', simulator.url];
      const wrong = await place.run(args, 'sk-wrong-1');
      assert.deepEqual([wrong.code, wrong.stdout], [1, '']);
      assert.match(wrong.stderr, /^The API key was not accepted: .+ \[\w+\]\n$/);
      assert.ok(!wrong.stderr.includes('sk-wrong-1'));
      for (const bad of [await place.run(args), await place.run(['balance', 'now'], KEY)]) {
        assert.deepEqual([bad.code, bad.stdout], [2, '']);
      }
    });
  });
});
