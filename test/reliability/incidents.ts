import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SHUTDOWN } from '../../src/run/drive/driver';
import { resumeRun } from '../../src/run/drive/engine';
import type { Run } from '../../src/run/record/store';
import { faultNamed } from '../simulator/faults/catalog';
import type { Fault, Misbehave, Place } from '../simulator/faults/fault';
import { allOf, nth, once } from '../simulator/faults/plans';
import { firstHalf } from '../simulator/faults/wire';
import { headersOf, type Reply, sendReply } from '../simulator/http';
import type { Order, Work } from '../soak/order';
import { type Client, type Limits, startClient } from '../soak/process';
import { jobsOf } from '../soak/tasks';
import { Bench, type BenchOptions, IMAGES, refusalOf } from './bench';
import { none, complete } from './expectations';
import type { Observation, Scenario } from './scenario';
import type { RunState } from '../../src/task/run';

const KILLED = 'The client is killed';
const STOPPED = 'The wait is ended';
const CONTESTED = 'Two clients for one run';
const DISK = 'The disk';
const ADDRESSES = 'Endpoints and URLs';
const UNCONFIRMED = 'A submission that may have arrived';

/** The first task of the soak client with as many images as all runs here, by URL. */
function firstTask(): number {
  const jobs = jobsOf('', { seed: 1, from: 0, count: 100 });
  return jobs.findIndex(({ init: { task, expected } }) => expected === IMAGES && task.outputType === 'URL');
}

const GENERATE: Work = { kind: 'generate', tasks: { seed: 1, from: firstTask(), count: 1 } };

function client(
  { folder, simulator }: Bench,
  order: Pick<Order, 'work' | 'dieAt'>,
  limits: Limits = {},
): Client {
  return startClient({ folder, endpoint: simulator.url, ...order }, simulator.apiKey, limits);
}

async function killedAt(bench: Bench, dieAt: RunState): Promise<void> {
  const { wasKilled } = await client(bench, { work: GENERATE, dieAt }).ended;
  assert.ok(wasKilled, `the client came to ${dieAt}`);
}

interface Incident {
  readonly section: string;
  readonly title: string;
  readonly expected: Observation;
  readonly options?: BenchOptions;
  readonly happen: (bench: Bench) => Promise<Observation>;
}

function scenario({ section, title, expected, options = {}, happen }: Incident): Scenario {
  return { section, title, expected, play: () => Bench.use(options, happen) };
}

/** Holds back images until they are released. */
class HeldImages {
  private isHeld = true;

  readonly plan: Misbehave = ({ place }) =>
    this.isHeld && place === 'image' ? faultNamed('no-reply') : undefined;

  release(): void {
    this.isHeld = false;
  }
}

const KILLS: readonly Scenario[] = (
  [
    ['queued', 0],
    ['submitting', 0],
    ['waiting', 1],
    ['downloading', 1],
  ] as const
).map(([state, sent]) => ({
  section: KILLED,
  title: `killed: ${state}`,
  expected: { first: none(state, sent, sent), resumed: complete() },
  play() {
    const images = new HeldImages();
    return Bench.use({ plan: images.plan }, async (bench) => {
      await killedAt(bench, state);
      images.release();
      return bench.observe();
    });
  },
}));

/** Resolves when a state is recorded. */
async function written(bench: Bench, state: RunState): Promise<void> {
  while ((await bench.look())?.run?.record.state !== state) await sleep(5);
}

/**
 * A client that is killed in a state, during its first request of a kind, after `before` was done with that request.
 */
async function killedIn(place: Place, state: RunState, before: Fault['inflict']): Promise<Observation> {
  let victim: Client | undefined;
  let reached: Promise<void> | undefined;
  const images = new HeldImages();
  const fault: Fault = {
    name: 'kill-client',
    description: 'kills the client',
    places: [place],
    nature: 'passing',
    inflict: async (exchange) => {
      await before(exchange);
      await reached;
      victim?.kill();
    },
  };
  const plan: Misbehave = (call) =>
    victim && call.place === place && call.image !== 1 ? fault : images.plan(call);
  return Bench.use({ plan }, async (bench) => {
    victim = client(bench, { work: GENERATE });
    reached = written(bench, state);
    const { wasKilled } = await victim.ended;
    assert.ok(wasKilled, 'the client was killed');
    victim = undefined;
    images.release();
    return bench.observe();
  });
}

const KILLS_IN_REQUESTS: readonly Scenario[] = [
  {
    section: KILLED,
    title: 'killed: its task is accepted, and the reply is on its way',
    expected: { first: none('submitting', 1, 1), resumed: complete() },
    play: () =>
      killedIn('submit', 'submitting', async ({ handle }) => {
        await handle();
      }),
  },
  {
    section: KILLED,
    title: 'killed: half an image has arrived',
    expected: { first: none('downloading', 1, 1), resumed: complete() },
    play: () =>
      killedIn('image', 'downloading', async ({ response, handle }) => sendHalf(response, await handle())),
  },
];

/** Sends half of a reply, and keeps the connection open. Resolves when it was sent. */
function sendHalf(response: ServerResponse, reply: Reply): Promise<void> {
  response.writeHead(reply.status, headersOf(reply));
  return new Promise((resolve) => response.write(firstHalf(reply.body), () => resolve()));
}

/** The URLs of a run's images, as the service has reported them. */
function urlsOf({ record }: Run): string[] {
  return record.response.map((item) => String(item['imageURL']));
}

/** Saves the images like a client that is killed before it can record that. */
async function saveImages(run: Run): Promise<void> {
  for (const [index, address] of urlsOf(run).entries()) {
    const bytes = await (await fetch(address)).arrayBuffer();
    await writeFile(
      path.join(run.directory, `image-${index + 1}${path.extname(address)}`),
      Buffer.from(bytes),
    );
  }
}

const KILL_AFTER_SAVING: Scenario = {
  section: KILLED,
  title: 'killed: the images are saved but not recorded, and their links expire',
  expected: { first: none('downloading', 1, 1), resumed: complete() },
  play() {
    const images = new HeldImages();
    let isExpired = false;
    const plan: Misbehave = (call) =>
      isExpired && call.place === 'image' ? faultNamed('expired-410') : images.plan(call);
    return Bench.use({ plan }, async (bench) => {
      await killedAt(bench, 'downloading');
      const first = await bench.ending();
      const { run } = (await bench.look()) ?? {};
      assert.ok(run);
      images.release();
      await saveImages(run);
      isExpired = true;
      await resumeRun(run, bench.driving());
      return { first, resumed: await bench.ending() };
    });
  },
};

/** Ends the wait as soon as the run has this state. */
function stopAt(bench: Bench, state: RunState, reason?: string): Promise<Run> {
  const controller = new AbortController();
  const onChange = ({ record }: Run) => {
    if (record.state === state) controller.abort(reason);
  };
  return bench.start(bench.driving(onChange, controller.signal));
}

const STOPS: readonly Scenario[] = (
  [
    [
      'stopped by a person: just before the task is sent',
      'submitting',
      undefined,
      { first: none('failed (aborted)', 0) },
    ],
    [
      'stopped by a person: while the images are made',
      'waiting',
      undefined,
      { first: none('detached (aborted)', 1, 1), resumed: complete() },
    ],
    [
      'the program ends: while the images are made',
      'waiting',
      SHUTDOWN,
      { first: none('waiting', 1, 1), resumed: complete() },
    ],
  ] as const
).map(([title, state, reason, expected]) =>
  scenario({
    section: STOPPED,
    title,
    expected,
    async happen(bench) {
      await stopAt(bench, state, reason);
      return bench.observe();
    },
  }),
);

/** Removes the lock like another program that sees no heartbeat, for instance because the machine was asleep. */
async function removeLock({ directory }: Run): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.endsWith('.lock')) await rm(path.join(directory, name));
  }
}

/**
 * Starts a run and does other work with it while it waits for its images. Its driver gets no reply before that is
 * done. Passes on why the driver was refused, if it was, and the result of the other work.
 */
async function meanwhile<T>(
  work: (run: Run, bench: Bench) => Promise<T>,
  observe: (bench: Bench, refusal: string | undefined, result: T) => Promise<Observation>,
): Promise<Observation> {
  let working: Promise<T> | undefined;
  const held: Fault = {
    name: 'held-answer',
    description: 'replies when the other work is done',
    places: ['poll'],
    nature: 'passing',
    async inflict({ response, handle }) {
      await working;
      sendReply(response, await handle());
    },
  };
  const plan: Misbehave = ({ place, ordinal }) => (place === 'poll' && ordinal === 0 ? held : undefined);
  return Bench.use({ plan }, async (bench) => {
    const onChange = (run: Run) => {
      if (run.record.state === 'waiting') working ??= work(run, bench);
    };
    const refusal = await refusalOf(bench.start(bench.driving(onChange)));
    assert.ok(working);
    return observe(bench, refusal, await working);
  });
}

const CONTESTS: readonly Scenario[] = [
  {
    section: CONTESTED,
    title: 'two clients: another one resumes a run that is being driven',
    expected: { first: { ...complete(), outcome: 'succeeded; the other: busy' } },
    play: () =>
      meanwhile(
        (run, bench) => refusalOf(resumeRun(run, bench.driving())),
        async (bench, _, refusal) => {
          const { outcome } = await bench.ending();
          return bench.observe(`${outcome}; the other: ${refusal}`);
        },
      ),
  },
  {
    section: CONTESTED,
    title: 'two clients: another one takes the run over, having seen no heartbeat',
    expected: { first: { ...complete(), outcome: 'succeeded; the first: busy' } },
    play: () =>
      meanwhile(
        async (run, bench) => {
          await removeLock(run);
          await resumeRun(run, bench.driving());
        },
        async (bench, refusal) => {
          const { outcome } = await bench.ending();
          return bench.observe(`${outcome}; the first: ${refusal}`);
        },
      ),
  },
  scenario({
    section: CONTESTED,
    title: 'two clients: both resume a run that was never sent',
    expected: { first: complete() },
    async happen(bench) {
      await killedAt(bench, 'queued');
      await Promise.all([1, 2].map(() => client(bench, { work: { kind: 'resume' } }).ended));
      return bench.observe();
    },
  }),
];

/** A disk that accepts files of so many blocks of 512 bytes. A larger one fails while it is written. */
function fullDisk(title: string, fileBlocks: number, expected: Observation): Scenario {
  return scenario({
    section: DISK,
    title: `full disk: ${title}`,
    expected,
    async happen(bench) {
      await client(bench, { work: GENERATE }, { fileBlocks }).ended;
      return bench.observe();
    },
  });
}

const DISKS: readonly Scenario[] = [
  fullDisk('not even the record fits', 1, { first: none('no run', 0) }),
  fullDisk('the record no longer fits when the images are listed', 3, {
    first: none('waiting', 1, 1),
    resumed: complete(),
  }),
  fullDisk('the images do not fit', 16, { first: none('detached (disk)', 1, 1), resumed: complete() }),
];

/** In the reply to `getResponse` all URLs are outdated; the archive has valid ones. */
function outdated(): Misbehave {
  const old: Fault = {
    name: 'old-addresses',
    description: 'lists URLs that have expired',
    places: ['poll'],
    nature: 'passing',
    async inflict({ response, handle }) {
      const { body, ...reply } = await handle();
      const text = body.toString().replaceAll(/"(http[^"]*\/images\/[^"]*)"/g, '"$1?old"');
      sendReply(response, { ...reply, body: Buffer.from(text) });
    },
  };
  return ({ place, request }) => {
    if (place === 'poll') return old;
    return place === 'image' && request.path.endsWith('?old') ? faultNamed('expired-410') : undefined;
  };
}

const ADDRESS_TROUBLES: readonly Scenario[] = [
  scenario({
    section: ADDRESSES,
    title: 'URLs: expired, and only the archive has new ones',
    expected: { first: complete() },
    options: { plan: outdated() },
    async happen(bench) {
      await bench.start();
      return bench.observe();
    },
  }),
  scenario({
    section: ADDRESSES,
    title: 'endpoint: cannot be reached',
    expected: { first: none('failed (connection)', 0) },
    async happen(bench) {
      await bench.simulator.close();
      await bench.start();
      return bench.observe();
    },
  }),
  scenario({
    section: ADDRESSES,
    title: 'endpoint: changed before a run is resumed that may have been accepted',
    expected: { first: none('submitting; the other endpoint: not asked', 0), resumed: complete() },
    async happen(bench) {
      await killedAt(bench, 'submitting');
      return Bench.use({}, async (other) => {
        const found = await bench.look();
        assert.ok(found?.run);
        await assert.rejects(resumeRun(found.run, other.driving()));
        assert.deepEqual(other.simulator.requests, []);
        return bench.observe('submitting; the other endpoint: not asked');
      });
    },
  }),
];

/**
 * The first submission is accepted without a reply, the service denies it for a while, and the next submission is
 * refused.
 */
function behind(next: string): Misbehave {
  return allOf(
    once('drop-after-accepting', 'submit'),
    nth(next, 'submit', 1),
    once('not-found', 'poll', 2),
    once('not-found', 'details', 2),
  );
}

const UNCONFIRMED_TASKS: readonly Scenario[] = [
  ...(
    [
      ['quota', 'the balance', 'quota'],
      ['auth', 'the key', 'auth'],
      ['refuse', 'its fields', 'validation'],
    ] as const
  ).map(([fault, words, errorClass]) =>
    scenario({
      section: UNCONFIRMED,
      title: `unconfirmed: the service denies a task that it has accepted, then refuses it because of ${words}`,
      expected: { first: none(`detached (${errorClass})`, 2, 1), resumed: complete(2) },
      options: { plan: behind(fault) },
      async happen(bench) {
        await bench.start();
        return bench.observe();
      },
    }),
  ),
  scenario({
    section: UNCONFIRMED,
    title: 'unconfirmed: a client is killed during the submission, and the service does not know the task',
    expected: { first: none('detached (notFound)', 0), resumed: complete() },
    async happen(bench) {
      await killedAt(bench, 'submitting');
      const found = await bench.look();
      assert.ok(found?.run);
      // Like the extension when it starts: without sending.
      await resumeRun(found.run, bench.driving(), false);
      return bench.observe();
    },
  }),
];

/** The key of another account. */
const OTHER_KEY = 'the-key-of-another-account';

/** The service knows a task only with the key that sent it. */
function knownToItsSender(): Misbehave {
  return ({ place, request }) =>
    (place === 'poll' || place === 'details') && request.headers.authorization === `Bearer ${OTHER_KEY}`
      ? faultNamed('not-found')
      : undefined;
}

const COLLEAGUES: readonly Scenario[] = (
  [
    ['may have been sent', 'submitting', 0],
    ['was accepted', 'waiting', 1],
  ] as const
).map(([words, state, sent]) =>
  scenario({
    section: UNCONFIRMED,
    title: `unconfirmed: a run that ${words} is resumed with the key of another account`,
    expected: { first: none('detached (notFound)', sent, sent), resumed: complete() },
    options: { plan: knownToItsSender() },
    async happen(bench) {
      const run = await stopAt(bench, state, SHUTDOWN);
      await resumeRun(run, { ...bench.driving(), backend: bench.backendWith(OTHER_KEY) });
      return bench.observe();
    },
  }),
);

/** The scenarios of failures of the client rather than of the service. Call `bundleClient` first. */
export const INCIDENTS: readonly Scenario[] = [
  ...KILLS,
  ...KILLS_IN_REQUESTS,
  KILL_AFTER_SAVING,
  ...STOPS,
  ...CONTESTS,
  ...DISKS,
  ...ADDRESS_TROUBLES,
  ...UNCONFIRMED_TASKS,
  ...COLLEAGUES,
];
