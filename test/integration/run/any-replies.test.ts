import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { MockAgent } from 'undici';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { resumeRun } from '../../../src/run/drive/engine';
import type { Pace } from '../../../src/run/drive/retry';
import { canResume } from '../../../src/run/record/resumable';
import type { JsonObject } from '../../../src/task/types';
import { fraction } from '../../simulator/random';
import { cleanUp, newRun, onCleanUp, temporaryFolder } from '../../support/runs';
import { driving, QUICK, startRun } from './support';

const ROUNDS = 40;
const ORIGIN = 'https://service.test';
const PACE: Pace = { ...QUICK, maxRetryAfter: 20, giveUpAfter: 80, missingAfter: 40, forgottenAfter: 10 };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==',
  'base64',
);

const CODES = [
  'providerUnavailable',
  'taskNotFound',
  'insufficientCredits',
  'invalidSettings',
  'unknownError',
];

interface Said {
  readonly status: number;
  readonly body: object;
}

/** A service that accepts a task once and makes its images, but replies anything about that. */
class Liar {
  isHonest = false;
  readonly made: JsonObject[] = [];
  /** What was wrong with a submission. */
  readonly breaches: string[] = [];
  private readonly seed: number;
  private drawn = 0;
  private isOpen = false;
  private denials = 0;
  /** How many polls are answered as if it had accepted nothing yet. */
  private behind: number;

  constructor(seed: number) {
    this.seed = seed;
    this.behind = this.draw() < 0.5 ? 6 : 0;
  }

  answer(tasks: readonly JsonObject[]): Said {
    const [task = {}] = tasks;
    const said = task['taskType'] === 'imageInference' ? this.take(task) : this.tell(task);
    if (this.isHonest) return said;
    return this.draw() < 0.45 ? this.mangled(said, task) : said;
  }

  /** Records a submission although an earlier one may have arrived and the service has not denied the task twice. */
  private take(task: JsonObject): Said {
    if (this.isOpen && this.denials < 2) this.breaches.push(`sent again after ${this.denials} denials`);
    [this.isOpen, this.denials] = [true, 0];
    const identity = { taskType: 'imageInference', taskUUID: task['taskUUID'] };
    if (this.made.length > 0) {
      // The first submission has used up the balance.
      if (!this.isHonest && this.draw() < 0.5) return this.failure(402, 'insufficientCredits');
      const error = { code: 'conflictTaskUUID', message: 'Used.', parameter: 'taskUUID', ...identity };
      return { status: 400, body: { errors: [error] } };
    }
    if (!this.isHonest && this.draw() < 0.3) return this.failure(503);
    for (let index = 0; index < Number(task['numberResults'] ?? 1); index++) {
      const imageUUID = randomUUID();
      const imageURL = `${ORIGIN}/images/${imageUUID}.png`;
      this.made.push({ ...identity, imageUUID, imageURL, seed: index + 1, cost: 0.06, status: 'success' });
    }
    return { status: 200, body: { data: [identity] } };
  }

  private tell({ taskType, taskUUID }: JsonObject): Said {
    const isBehind = !this.isHonest && this.behind-- > 0;
    if (this.made.length === 0 || isBehind) return this.failure(404, 'taskNotFound');
    const data = this.isHonest ? this.made : this.made.flatMap((item) => this.listed(item));
    const response = { data: this.isHonest || this.draw() < 0.5 ? data : [...data].reverse() };
    if (taskType === 'getResponse') return { status: 200, body: response };
    return { status: 200, body: { data: [{ taskType, taskUUID, response }] } };
  }

  /** A result as it may be reported: not at all, in progress, twice, with another UUID or another URL. */
  private listed(item: JsonObject): JsonObject[] {
    const { imageURL, ...bare } = item;
    const forms: readonly JsonObject[][] = [
      [],
      [item],
      [item],
      [item, item],
      [{ ...item, imageUUID: randomUUID() }],
      [{ ...item, imageUUID: randomUUID() }, item],
      [{ ...item, imageUUID: randomUUID(), imageURL: `${String(imageURL)}?${randomUUID()}` }],
      [{ ...item, status: 'processing' }],
      [{ ...bare, status: 'processing' }],
      [{ ...bare, imageUUID: randomUUID() }],
    ];
    return forms[Math.floor(this.draw() * forms.length)] ?? [];
  }

  /** Anything but a permanent refusal of a task that was accepted. */
  private mangled(said: Said, { taskUUID, taskType }: JsonObject): Said {
    const code = CODES[Math.floor(this.draw() * CODES.length)] ?? 'unknownError';
    const forms: readonly (() => Said)[] = [
      () => this.failure(503, code),
      () => this.failure(500, code),
      () => ({ status: 200, body: { errors: [{ code: 'serviceUnavailable', message: 'Not now.' }] } }),
      () => ({ status: 200, body: { ...said.body, errors: [{ code: 'timeout', message: 'Not now.' }] } }),
      () => ({ status: 200, body: { data: [{ taskUUID: 'another one', imageUUID: 'x' }] } }),
      () => ({ status: 200, body: {} }),
      () => ({ status: 200, body: [taskUUID] }),
      ...(taskType === 'imageInference'
        ? []
        : [() => this.failure(429, code), () => this.failure(404, 'taskNotFound')]),
    ];
    return (forms[Math.floor(this.draw() * forms.length)] ?? (() => said))();
  }

  private failure(status: number, code = 'unknownError'): Said {
    if (status === 404) this.denials++;
    return { status, body: { errors: [{ code, message: 'No.' }] } };
  }

  private draw(): number {
    return fraction(`${this.seed} ${this.drawn++}`);
  }
}

function backendOf(service: Liar): RunwareBackend {
  const agent = new MockAgent();
  agent.disableNetConnect();
  const pool = agent.get(ORIGIN);
  pool
    .intercept({ path: '/v1', method: 'POST' })
    .reply(({ body }) => {
      const { status, body: reply } = service.answer(JSON.parse(body as string) as JsonObject[]);
      return { statusCode: status, data: reply };
    })
    .persist();
  pool
    .intercept({ path: (place) => place.startsWith('/images/') })
    .reply(200, PNG)
    .persist();
  onCleanUp(() => agent.close());
  const key = () => Promise.resolve('the-secret-key');
  return new RunwareBackend({ endpoint: new URL(`${ORIGIN}/v1`), key, dispatcher: agent });
}

describe('a run, whatever the service replies', () => {
  afterEach(cleanUp);

  const play = async (seed: number) => {
    const service = new Liar(seed);
    const backend = backendOf(service);
    const count = 1 + (seed % 4);
    const run = await startRun(await temporaryFolder(), newRun({ count }), driving(backend, PACE));
    const check = async ({ record, directory }: typeof run) => {
      const words = `round ${seed}: ${record.state}, ${JSON.stringify(record.errors)}`;
      assert.deepEqual(service.breaches, [], words);
      assert.ok(record.results.length <= count, words);
      const images = (await readdir(directory)).filter((name) => /^image-\d+\.png$/.test(name));
      assert.ok(images.length <= count, words);
      const saved = record.results.filter(({ state }) => state === 'saved');
      const isComplete = saved.length === service.made.length;
      assert.ok(isComplete || canResume(record), `${words}: ${service.made.length} were made`);
      assert.equal(new Set(saved.map((result) => result.seed)).size, saved.length, words);
      return { isComplete, words };
    };
    await check(run);
    if (!canResume(run.record)) return;
    service.isHonest = true;
    const { isComplete, words } = await check(await resumeRun(run, driving(backend)));
    assert.ok(isComplete, words);
  };

  it('keeps each image once, is resubmitted only after the service has denied the task, and can be resumed', async () => {
    const seeds = Array.from({ length: ROUNDS }, (_, index) => index);
    for (let from = 0; from < ROUNDS; from += 8) await Promise.all(seeds.slice(from, from + 8).map(play));
  });
});
