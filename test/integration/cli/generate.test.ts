import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { SimulatorOptions } from '../../simulator/options';
import { type Simulator, startSimulator } from '../../simulator/server';
import { PROMPT } from '../../support/tasks';
import { endOf, KEY, type Report, Workplace } from './command';

const TASK = { settings: { structuredPrompt: PROMPT } };

function promptSaying(words: string) {
  return { ...PROMPT, high_level_description: words };
}

describe('structured-prompt generate', () => {
  let place: Workplace;
  let simulator: Simulator;
  const serve = async (options: SimulatorOptions = {}) => {
    simulator = await startSimulator({ processing: 0, apiKeys: [KEY], ...options });
  };
  beforeEach(async () => {
    place = await Workplace.open();
    await serve();
  });
  afterEach(() => Promise.all([place.close(), simulator.close()]));
  const again = async (options: SimulatorOptions) => {
    await simulator.close();
    await serve(options);
  };

  it('brings the image of a prompt file and reports all about it', async () => {
    const { code, report, stderr } = await place.generate(
      simulator,
      await place.write('poster.structured-prompt.json', { $schema: 'x', ...PROMPT }),
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(Object.keys(report), [
      'state',
      'taskUUID',
      'runDirectory',
      'images',
      'uploaded',
      'errors',
      'cost',
    ]);
    assert.deepEqual([report.state, report.cost, report.errors], ['succeeded', 0.06, []]);
    assert.equal(report.taskUUID, simulator.accepted[0]?.['taskUUID']);
    const [image] = report.images;
    assert.ok(image);
    assert.deepEqual(Object.keys(image), ['file', 'seed', 'cost']);
    assert.deepEqual([typeof image.seed, image.cost], ['number', 0.06]);
    assert.equal((await sharp(image.file).metadata()).width, 2048);
    assert.equal(path.dirname(image.file), report.runDirectory);
    const folder = place.path('.structured-prompt', 'runs', 'poster.structured-prompt.json');
    assert.equal(path.dirname(String(report.runDirectory)), folder);
    assert.deepEqual(simulator.accepted[0]?.['settings'], {
      renderingSpeed: 'DEFAULT',
      structuredPrompt: PROMPT,
    });
  });

  it('never lets the key out', async () => {
    const file = await place.write('a.structured-prompt.json', PROMPT);
    const args = ['generate', file, '--endpoint', simulator.url];
    const [ended, wrong] = await Promise.all([place.run(args, KEY), place.run(args, 'sk-wrong-1')]);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^succeeded: 1 image\(s\), \$0\.06 in .*\n {2}.*image-1\.jpg\n$/);
    assert.ok(!`${ended.stdout}${ended.stderr}`.includes(KEY));
    assert.deepEqual(await place.filesHolding(KEY), []);
    assert.ok(!`${wrong.stdout}${wrong.stderr}`.includes('sk-wrong-1'));
    assert.deepEqual(await place.filesHolding('sk-wrong-1'), []);
  });

  it('keeps what arrived if one of the images fails', async () => {
    const settings = { structuredPrompt: promptSaying('partial-trigger'), renderingSpeed: 'QUALITY' };
    const file = await place.write('a.image-task.json', { settings, numberResults: 4, outputFormat: 'WEBP' });
    const { code, report } = await place.generate(simulator, file, '--out', 'results');
    assert.equal(code, 1);
    assert.deepEqual([report.state, report.images.length, report.cost], ['partial', 3, 0.3]);
    assert.deepEqual(Object.keys(report.errors[0] ?? {}), ['code', 'class', 'message']);
    assert.equal(report.errors[0]?.class, 'provider');
    assert.equal(path.dirname(String(report.runDirectory)), place.path('results'));
  });

  it('fails with the message of the service, and with advice for people', async () => {
    const file = await place.write('a.structured-prompt.json', promptSaying('blocked-trigger'));
    const [{ code, report }, wrong] = await Promise.all([
      place.generate(simulator, file),
      place.run(['generate', file, '--endpoint', simulator.url], 'wrong'),
    ]);
    assert.deepEqual([code, report.state, report.images, report.cost], [1, 'failed', [], null]);
    assert.equal(report.errors[0]?.class, 'safety');
    assert.equal(wrong.code, 1);
    assert.match(
      wrong.stderr,
      /The API key was not accepted: .+ \[\w+, task [0-9a-f-]{36}\]\n {2}Set a valid API key/,
    );
  });

  it('stops waiting at Ctrl+C, prints what is known and sends nothing more', async () => {
    let asked: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    await again({
      processing: Infinity,
      faults: {
        examine: ({ body }) => {
          if (JSON.stringify(body).includes('getResponse')) asked();
          return false;
        },
      },
    });
    const file = await place.write('a.image-task.json', [TASK, TASK]);
    const child = place.start(
      ['generate', file, '--endpoint', simulator.url, '--json', '--concurrency', '1'],
      KEY,
    );
    const end = endOf(child);
    await waiting;
    child.kill('SIGINT');
    const { code, stdout, stderr } = await end;
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([code, report.state, report.errors[0]?.class], [1, 'detached', 'aborted']);
    assert.match(
      stderr,
      /^1 run\(s\) are unfinished; what was sent may still be charged.+: structured-prompt resume --endpoint http:/m,
    );
    assert.equal(simulator.accepted.length, 1);
    const [sent, unsent] = report.runs ?? [];
    assert.deepEqual(
      [unsent?.state, unsent?.runDirectory, unsent?.errors[0]?.code],
      ['failed', null, 'notSent'],
    );
    const record = await readFile(path.join(String(sent?.runDirectory), 'run.json'), 'utf8');
    assert.equal((JSON.parse(record) as Report).state, 'detached');
  });

  it('sends each task of a file in a run of its own', async () => {
    const wide = { ...TASK, width: 1152, height: 2944 };
    const bad = { settings: { structuredPrompt: promptSaying('blocked-trigger') } };
    const { code, report } = await place.generate(
      simulator,
      await place.write('a.image-task.json', [wide, bad]),
    );
    const members = Object.keys(report).slice(0, -1);
    assert.deepEqual(['source', ...members], Object.keys(report.runs?.[0] ?? {}));
    assert.equal(report.runs?.[0]?.source, 'a.image-task.json');
    assert.deepEqual(
      [code, report.state, report.cost, report.taskUUID, report.runDirectory],
      [1, 'partial', 0.06, null, null],
    );
    assert.deepEqual([report.images.length, report.errors[0]?.class], [1, 'safety']);
    assert.deepEqual(
      report.runs.map(({ state, taskUUID }) => [state, taskUUID]),
      simulator.accepted.map(({ taskUUID }, index) => [index === 0 ? 'succeeded' : 'failed', taskUUID]),
    );
  });

  it('sends a task that names its own taskUUID as often as it is asked to, from a copy of its file too', async () => {
    const taskUUID = '6f9c3f6e-0c8b-4f5e-9d0a-1c2b3a4d5e6f';
    const file = await place.write('a.image-task.json', [
      { ...TASK, taskUUID },
      { ...TASK, taskUUID: taskUUID.toUpperCase() },
    ]);
    const copy = await place.write('copies/b.image-task.json', [{ ...TASK, taskUUID }]);
    for (const name of [file, file, copy]) {
      const { code, stderr } = await place.generate(simulator, name);
      assert.equal(code, 0, stderr);
    }
    const sent = simulator.accepted.map((task) => String(task['taskUUID']).toLowerCase());
    assert.equal(sent[0], taskUUID);
    assert.equal(new Set(sent).size, 5);
  });

  it('reports the tasks before one that failed because of the disk', async () => {
    let removed = false;
    await again({
      faults: {
        examine: async ({ body }) => {
          if (
            removed ||
            simulator.accepted.length < 1 ||
            !JSON.stringify(body ?? null).includes('imageInference')
          ) {
            return false;
          }
          removed = true;
          await rm(place.path('results'), { recursive: true });
          return false;
        },
      },
    });
    const file = await place.write('a.image-task.json', [TASK, TASK]);
    const one = ['--concurrency', '1'];
    const { code, report } = await place.generate(simulator, file, '--out', 'results', ...one);
    assert.deepEqual([code, report.state, report.runs?.length], [1, 'partial', 2]);
    const [first, second] = report.runs ?? [];
    assert.deepEqual([first?.state, first?.images.length, second?.state], ['succeeded', 1, 'detached']);
    assert.equal(second?.errors.length, 1);
  });

  it('sends nothing that the service would refuse', async () => {
    const file = await place.write(
      'a.image-task.json',
      '[\n  { "positivePrompt": "A boat", "width": 2048 }\n]',
    );
    const { code, report, stderr } = await place.generate(simulator, file);
    assert.equal(code, 1);
    assert.deepEqual(
      [report.state, report.taskUUID, report.runDirectory, report.images],
      ['failed', null, null, []],
    );
    assert.deepEqual([report.errors[0]?.code, report.errors[0]?.class], ['size-pair', 'validation']);
    assert.match(stderr, /^a\.image-task\.json:2:33: error: .+ \[size-pair\]\nNothing was sent/);
    assert.equal(simulator.requests.length, 0);
  });

  it('draws a proof without key and network', async () => {
    const file = await place.write('poster.structured-prompt.json', PROMPT);
    const { code, stdout } = await place.run(['generate', file, '--backend', 'proof', '--json']);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual([code, report.state, report.cost], [0, 'succeeded', null]);
    assert.match(await readFile(report.images[0]?.file ?? '', 'utf8'), /^<svg/);
  });

  it('keeps the runs of a file from elsewhere beside that file', async () => {
    const file = await place.write('poster.structured-prompt.json', PROMPT);
    const other = await Workplace.open();
    const { stdout } = await other.run(['generate', place.path(file), '--backend', 'proof', '--json']);
    await other.close();
    const { runDirectory } = JSON.parse(stdout) as Report;
    assert.ok(runDirectory?.startsWith(place.path('.structured-prompt', 'runs', file)));
  });

  describe('ends with code 2, with nothing sent and a word of why, given', () => {
    const refused = async (args: readonly string[], words: RegExp, key?: string) => {
      const { code, stdout, stderr } = await place.run(['generate', ...args], key);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(simulator.requests.length, 0);
      assert.deepEqual(await place.filesHolding('"taskUUID"'), []);
    };
    beforeEach(() => place.write('a.json', PROMPT));

    it('no key', () => refused(['a.json', '--endpoint', simulator.url], /RUNWARE_API_KEY/));
    it('an empty key', () => refused(['a.json', '--endpoint', simulator.url], /RUNWARE_API_KEY/, ' \n'));
    it('a key that no header can carry', () =>
      refused(['a.json', '--endpoint', simulator.url], /characters that no key has/, 'a\nb'));
    it('plain http to elsewhere', () =>
      refused(['a.json', '--endpoint', 'http://127.0.0.1.evil.test/v1'], /must be https/, KEY));
    it('an endpoint that is no URL', () => refused(['a.json', '--endpoint', 'x'], /is not a URL/, KEY));
    it('an unknown backend', () => refused(['a.json', '--backend', 'x'], /runware or proof/, KEY));
    it('an unknown option', () => refused(['a.json', '--fast'], /--fast/, KEY));
    it('no file', () => refused([], /at least one file/, KEY));
    it('the standard input', () => refused(['-'], /does not read the standard input/, KEY));
    it('a file that is not there', () => refused(['b.json'], /^b\.json: cannot be read/, KEY));
    it('a folder without prompts', () => refused(['.'], /this folder holds no/, KEY));
    it('one that is not there among others', () =>
      refused(['a.json', 'b.json', '*.yaml'], /\*\.yaml: no file matches\.\nb\.json: cannot be read/, KEY));
    it('a concurrency that is none', async () => {
      for (const text of ['0', '21', 'x']) {
        await refused(['a.json', `--concurrency=${text}`], /from 1 to 20/, KEY);
      }
    });
    it('a place for runs that is a file', () =>
      refused(['a.json', '--endpoint', simulator.url, '--out', 'a.json'], /a\.json: cannot be written/, KEY));
    it('a file that is no UTF-8', async () => {
      await place.write('latin1.json', Buffer.from('{"a": "\u00e9"}', 'latin1'));
      await refused(['latin1.json'], /^latin1\.json: is not UTF-8/, KEY);
    });
  });
});
