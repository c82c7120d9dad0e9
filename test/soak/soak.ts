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

/** How long and with which random choices to soak. */
export interface SoakOptions {
  readonly seed: number;
  /** The minimum number of runs. */
  readonly runs: number;
  readonly say: (progress: string) => void;
}

/** What happened during a soak. */
export interface Figures extends Count {
  readonly accepted: number;
  readonly submissions: number;
  readonly faults: number;
  readonly clients: number;
  readonly kills: number;
  /** How often two clients worked in one folder at once. */
  readonly pairs: number;
}

const BALANCE = 1e6;
/** The share of the requests that fail. */
const FAULT_RATE = 0.15;
/** The number of groups that run at once. */
const PARALLEL = 3;
const LARGEST_GROUP = 14;
/** The number of rounds of resuming with faults and kills. The rest is resumed without. */
const ROUNDS = 6;
const KILL_RATE = 0.65;
const PAIR_RATE = 0.3;
/** The approximate start time of a client, in milliseconds. */
const START = 250;

/** One folder of runs, for one or two clients. */
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

  /** Generates, kills and resumes until there are enough runs. */
  async storm(): Promise<void> {
    // A run does not count if its client was killed before it was recorded: then there is another group.
    while ((await this.countRuns()) < this.options.runs) {
      this.planned = await this.countRuns();
      await Promise.all(Array.from({ length: PARALLEL }, () => this.work()));
    }
  }

  /** Resumes the remaining runs without faults or kills. */
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
    await this.runClients(group, 0, first);
  }

  private async resume(group: Group, round: number): Promise<void> {
    await this.runClients(group, round, this.start(group, { kind: 'resume' }));
  }

  /** Lets a client work, sometimes beside another that resumes; each may be killed. */
  private async runClients(group: Group, round: number, first: Client): Promise<void> {
    const clients = [this.withKill(group, round, 'first', first)];
    if (this.chance('pair', group, round) < PAIR_RATE) {
      this.pairs++;
      clients.push(this.withKill(group, round, 'second', this.start(group, { kind: 'resume' })));
    }
    await Promise.all(clients);
  }

  private async withKill(group: Group, round: number, who: string, client: Client): Promise<void> {
    if (this.chance(`${who} dies`, group, round) < KILL_RATE) {
      await this.watch.kill(client, group.number, this.deadline(group, round, who));
    }
    await client.ended;
  }

  /** Kills some while they start or record their first run, but most after some of the requests of their tasks. */
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
 * Lets real clients work against a failing service, kills them at random points, sometimes lets two of them work in
 * one folder at once, and resumes until nothing is left. Rejects with an `AssertionError` if anything that was paid
 * for is not on the disk, or was paid for twice. The same seed gives the same tasks and faults, and the same kills as
 * far as timing allows.
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
