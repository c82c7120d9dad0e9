import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Misbehave } from '../simulator/faults/fault';
import { taskUUIDOf } from './tasks';
import type { Client } from './process';
import type { Range } from './order';

/** When to kill a client: after so many requests about its tasks (0: at once), and then so many milliseconds. */
export interface Deadline {
  readonly requests: number;
  readonly milliseconds: number;
}

/** Counts the requests about each group of tasks, to kill clients after some of them. */
export class Watch {
  private readonly groupOf = new Map<string, number>();
  private readonly counts = new Map<number, number>();
  private readonly waiting = new Set<{
    readonly group: number;
    readonly until: number;
    readonly done: () => void;
  }>();

  /** Wraps a plan of faults, to count its requests. */
  over(plan: Misbehave): Misbehave {
    return (call) => {
      this.note(call);
      return plan(call);
    };
  }

  add(group: number, { seed, from, count }: Range): void {
    for (let index = from; index < from + count; index++) this.groupOf.set(taskUUIDOf(seed, index), group);
  }

  /** Kills a client at its deadline, unless it has ended before. */
  async kill(client: Client, group: number, { requests, milliseconds }: Deadline): Promise<void> {
    const over = client.ended.then(
      () => true,
      () => true,
    );
    if (requests > 0 && (await Promise.race([this.after(group, requests), over]))) return;
    if (await Promise.race([sleep(milliseconds), over])) return;
    client.kill();
  }

  private async after(group: number, requests: number): Promise<void> {
    const until = (this.counts.get(group) ?? 0) + requests;
    await new Promise<void>((done) => this.waiting.add({ group, until, done }));
  }

  private note({ taskUUID }: Call): void {
    const group = taskUUID === undefined ? undefined : this.groupOf.get(taskUUID);
    if (group === undefined) return;
    const count = (this.counts.get(group) ?? 0) + 1;
    this.counts.set(group, count);
    for (const one of this.waiting) {
      if (one.group !== group || count < one.until) continue;
      this.waiting.delete(one);
      one.done();
    }
  }
}
