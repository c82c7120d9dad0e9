import { ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { TaskSnapshot } from '../port';
import { abortable, whileAwaited } from './abortable';

/** The answer about one task of a batch; `silent`: the reply does not mention it. */
export type PollAnswer = TaskSnapshot | ServiceError | 'silent';

/** How the service is polled. */
export interface PollTransport {
  pollOne(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot>;
  /** Polls tasks in one request. Resolves with an answer for each, in the same order. */
  pollMany(tasks: readonly ImageTask[], signal: AbortSignal): Promise<readonly PollAnswer[]>;
  /** How many of these tasks, from the first on, fit into one reply. */
  countThatFits(tasks: readonly ImageTask[]): number;
}

/** A task to poll, for one or several callers. */
class PendingPoll {
  readonly task: ImageTask;
  readonly signals: AbortSignal[] = [];
  readonly answer: Promise<TaskSnapshot>;
  resolve: (answer: TaskSnapshot) => void = () => undefined;
  reject: (reason: unknown) => void = () => undefined;

  constructor(task: ImageTask) {
    this.task = task;
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/**
 * Whether a failure is about the tasks in the request, rather than about the connection or the state of the service.
 */
function isAboutTasks(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const tooLarge = error.errors[0].code === 'replyTooLarge';
  return tooLarge || error.class === 'validation' || error.class === 'unknown';
}

/**
 * Polls all tasks that are asked for at the same moment in one request. A task that the reply does not mention is
 * polled alone; so is each of them when the request fails because of its content, since one task must not block the
 * others. A task that fails that way on its own is polled alone from then on, until it succeeds.
 */
export class PollBatcher {
  private readonly transport: PollTransport;
  private pending = new Map<string, PendingPoll>();
  private readonly unbatchable = new WeakSet<ImageTask>();

  constructor(transport: PollTransport) {
    this.transport = transport;
  }

  /** The present state of a task. Rejects with a `ServiceError`, at once when the signal aborts. */
  poll(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    // Runs that share a polling schedule ask within one turn of the event loop.
    if (this.pending.size === 0) setImmediate(() => this.send());
    const name = task.taskUUID.toLowerCase();
    const poll = this.pending.get(name) ?? new PendingPoll(task);
    this.pending.set(name, poll);
    poll.signals.push(signal);
    return abortable(poll.answer, signal);
  }

  private send(): void {
    const polls = [...this.pending.values()];
    this.pending = new Map();
    const active = polls.filter(({ signals }) => signals.some((signal) => !signal.aborted));
    for (const poll of active) if (this.unbatchable.has(poll.task)) void this.sendAlone(poll);
    let rest = active.filter(({ task }) => !this.unbatchable.has(task));
    while (rest.length > 0) {
      const count = Math.max(1, this.transport.countThatFits(rest.map(({ task }) => task)));
      void this.sendBatch(rest.slice(0, count));
      rest = rest.slice(count);
    }
  }

  private async sendBatch(polls: readonly PendingPoll[]): Promise<void> {
    const [only, second] = polls;
    if (only && !second) return this.sendAlone(only);
    const answers = await this.answersFor(polls);
    polls.forEach((poll, index) => {
      const answer = answers[index] ?? 'silent';
      if (answer === 'silent') void this.sendAlone(poll);
      else if (answer instanceof ServiceError) poll.reject(answer);
      else poll.resolve(answer);
    });
  }

  private async answersFor(polls: readonly PendingPoll[]): Promise<readonly PollAnswer[]> {
    const tasks = polls.map(({ task }) => task);
    const signals = polls.flatMap((poll) => poll.signals);
    try {
      return await whileAwaited(signals, (signal) => this.transport.pollMany(tasks, signal));
    } catch (error) {
      const concernsAll = error instanceof ServiceError && !isAboutTasks(error);
      return polls.map(() => (concernsAll ? error : 'silent'));
    }
  }

  private async sendAlone({ task, signals, resolve, reject }: PendingPoll): Promise<void> {
    try {
      resolve(await whileAwaited(signals, (signal) => this.transport.pollOne(task, signal)));
      this.unbatchable.delete(task);
    } catch (error) {
      if (isAboutTasks(error)) this.unbatchable.add(task);
      reject(error);
    }
  }
}
