import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { makeScratch } from '../../scripts/lib/scratch';
import { findRuns } from '../../src/run/record/store';
import { canResume } from '../../src/run/record/resumable';
import { roundMoney } from '../../src/task/prices';
import { randomFaults } from '../simulator/faults/plans';
import { fraction } from '../simulator/random';
import { type Simulator, startSimulator } from '../simulator/server';
import type { Range, Work } from './order';
import { bundleClient, type Client, type Ended, startClient } from './process';
import { checkRuns, checkSecret, type Count } from './verdict';
import { type Deadline, Watch } from './watch';

export interface SoakOptions {
  readonly seed: number;
  /** At least so many runs are made. */
  readonly runs: number;
  readonly say: (progress: string) => void;
}

export interface Figures extends Count {
  readonly accepted: number;
  readonly submissions: number;
  readonly faults: number;
  readonly clients: number;
  readonly kills: number;
  /** How often two clients worked on one folder at once. */
  readonly pairs: number;
}

const BALANCE = 1e6;
/** The share of the requests that go wrong. */
const FAULT_RATE = 0.15;
/** Groups of tasks that are worked on at once. */
const PARALLEL = 3;
const LARGEST_GROUP = 14;
/** Rounds of resuming with faults and kills; what is left then is resumed without. */
const ROUNDS = 6;
const KILL_RATE = 0.65;
const PAIR_RATE = 0.3;
/** About as long as a client needs to start, in milliseconds. */
const START = 250;

/** One folder of runs, on which clients are let loose. */
interface Group {
  readonly number: number;
  readonly folder: string;
  readonly tasks: Range;
}

class Soak {
  readonly ended: Ended[] = [];
  pairs = 0;
  private readonly options: SoakOptions;
  private readonly root: string;
  private readonly simulator: Simulator;
  private readonly watch: Watch;
  private readonly groups: Group[] = [];
  private planned = 0;

  constructor(options: SoakOptions, root: string, simulator: Simulator, watch: Watch) {
    this.options = options;
    this.root = root;
    this.simulator = simulator;
    this.watch = watch;
  }

  /** Generates, kills and resumes until there are as many runs as asked for. */
  async storm(): Promise<void> {
    // A run that was killed before it was written down does not count: then there is another group.
    while ((await this.countRuns()) < this.options.runs) {
      this.planned = await this.countRuns();
      await Promise.all(Array.from({ length: PARALLEL }, () => this.work()));
    }
  }

  /** Resumes what is left, with a service and clients that nothing happens to. */
  async calm(): Promise<void> {
    for (const group of this.groups) {
      if (await this.hasUnfinished(group)) await this.start(group, { kind: 'resume' }).ended;
    }
  }

  private async countRuns(): Promise<number> {
    return (await findRuns(this.root)).length;
  }

  private chance(about: string, group: Group, round: number): number {
    return fraction(`${about} ${this.options.seed} ${group.number} ${round}`);
  }

  private async work(): Promise<void> {
    while (this.planned < this.options.runs) {
      const group = await this.newGroup();
      await this.generate(group);
      for (let round = 1; round <= ROUNDS && (await this.hasUnfinished(group)); round++) {
        await this.resume(group, round);
      }
      this.options.say(`${this.simulator.accepted.length} of ${this.options.runs} runs`);
    }
  }

  private async newGroup(): Promise<Group> {
    const { seed } = this.options;
    const number = this.groups.length;
    const from = number * LARGEST_GROUP;
    const count = 1 + Math.floor(fraction(`count ${seed} ${number}`) * LARGEST_GROUP);
    const folder = path.join(this.root, `document-${number}`);
    const group = { number, folder, tasks: { seed, from, count } };
    this.groups.push(group);
    this.planned += count;
    this.watch.add(number, group.tasks);
    await mkdir(folder);
    return group;
  }

  private async generate(group: Group): Promise<void> {
    const first = this.start(group, { kind: 'generate', tasks: group.tasks });
    await this.together(group, 0, first);
  }

  private async resume(group: Group, round: number): Promise<void> {
    await this.together(group, round, this.start(group, { kind: 'resume' }));
  }

  /** Has a client work, sometimes with another that resumes beside it; each may be killed. */
  private async together(group: Group, round: number, first: Client): Promise<void> {
    const clients = [this.threatened(group, round, 'first', first)];
    if (this.chance('pair', group, round) < PAIR_RATE) {
      this.pairs++;
      clients.push(this.threatened(group, round, 'second', this.start(group, { kind: 'resume' })));
    }
    await Promise.all(clients);
  }

  private async threatened(group: Group, round: number, who: string, client: Client): Promise<void> {
    if (this.chance(`${who} dies`, group, round) < KILL_RATE) {
      await this.watch.kill(client, group.number, this.deadline(group, round, who));
    }
    await client.ended;
  }

  /** Some die while they start or write their first run down, most after some of the requests that their tasks need. */
  private deadline(group: Group, round: number, who: string): Deadline {
    const moment = this.chance(`${who} when`, group, round);
    if (moment < 0.25) return { requests: 0, milliseconds: START * (0.5 + 4 * moment) };
    const requests = Math.ceil(this.chance(`${who} requests`, group, round) * 5 * group.tasks.count);
    return { requests, milliseconds: 30 * moment };
  }

  private start({ folder }: Group, work: Work): Client {
    const { url, apiKey } = this.simulator;
    const client = startClient({ folder, endpoint: url, work }, apiKey);
    void client.ended.then(
      (ended) => this.ended.push(ended),
      () => undefined,
    );
    return client;
  }

  private async hasUnfinished({ folder }: Group): Promise<boolean> {
    return (await findRuns(folder)).some(({ record }) => canResume(record));
  }
}

/**
 * Lets real clients work against a service that misbehaves, kills them at random points, sometimes has two of them at
 * once on one folder, and resumes what is left until nothing is. Rejects with an `AssertionError` where anything that was
 * paid for is not on the disk, or was paid for twice. The same seed gives the same tasks and faults, and the same kills
 * as far as the machine keeps time.
 */
export async function soak(options: SoakOptions): Promise<Figures> {
  await bundleClient();
  const scratch = makeScratch();
  const root = scratch.path;
  const watch = new Watch();
  const faults = randomFaults({ seed: options.seed, rate: FAULT_RATE });
  let isCalm = false;
  const simulator = await startSimulator({
    apiKeys: [`soak-${randomUUID()}`],
    processing: 5,
    balance: BALANCE,
    sameImages: true,
    keepRequests: 0,
    misbehave: watch.over((call) => (isCalm ? undefined : faults(call))),
  });
  try {
    const run = new Soak(options, root, simulator, watch);
    await run.storm();
    isCalm = true;
    await run.calm();
    const count = await checkRuns(root, simulator, roundMoney(BALANCE - simulator.balance));
    await checkSecret(simulator.apiKey, root, run.ended);
    return {
      ...count,
      accepted: simulator.accepted.length,
      submissions: simulator.submissions,
      faults: simulator.misbehaved.length,
      clients: run.ended.length,
      kills: run.ended.filter(({ wasKilled }) => wasKilled).length,
      pairs: run.pairs,
    };
  } finally {
    await simulator.close();
    scratch.remove();
  }
}
