import { ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import type { TaskSnapshot } from '../port';
import { untilEnded, whileAwaited } from './until-ended';

/** What came of one task of several that were asked for at once; `silent`: the reply does not say anything about it. */
export type Answer = TaskSnapshot | ServiceError | 'silent';

/** How the service is asked. */
export interface Asking {
  alone(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot>;
  /** In one request; an answer for each, in their order. */
  together(tasks: readonly ImageTask[], signal: AbortSignal): Promise<readonly Answer[]>;
  /** How many of these tasks, from the first on, one reply has room for. */
  fitting(tasks: readonly ImageTask[]): number;
}

/** A task that is asked for, by one or by several at once. */
class Question {
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

/** Whether a failure has to do with the tasks that were asked for, rather than with the connection or the state of the service. */
function isAboutTasks(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  const tooLarge = error.errors[0].code === 'replyTooLarge';
  return tooLarge || error.class === 'validation' || error.class === 'unknown';
}

/**
 * Asks in one request for all tasks that are asked for at the same moment. A task that the reply does not say anything about
 * is asked for alone; so is each of them where the request fails because of what was asked, since one task must not stop the
 * others. A task that fails alone in that way is asked for alone from then on, until it is answered.
 */
export class Questions {
  private readonly asking: Asking;
  private gathered = new Map<string, Question>();
  private readonly lonely = new WeakSet<ImageTask>();

  constructor(asking: Asking) {
    this.asking = asking;
  }

  /** The present state of a task. Rejects with a `ServiceError`, at once when the signal ends. */
  ask(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    // Those who wait for the same moment ask within one turn of the event loop.
    if (this.gathered.size === 0) setImmediate(() => this.send());
    const name = task.taskUUID.toLowerCase();
    const question = this.gathered.get(name) ?? new Question(task);
    this.gathered.set(name, question);
    question.signals.push(signal);
    return untilEnded(question.answer, signal);
  }

  private send(): void {
    const questions = [...this.gathered.values()];
    this.gathered = new Map();
    const live = questions.filter(({ signals }) => signals.some((signal) => !signal.aborted));
    for (const question of live) if (this.lonely.has(question.task)) void this.sendAlone(question);
    let rest = live.filter(({ task }) => !this.lonely.has(task));
    while (rest.length > 0) {
      const count = Math.max(1, this.asking.fitting(rest.map(({ task }) => task)));
      void this.sendTogether(rest.slice(0, count));
      rest = rest.slice(count);
    }
  }

  private async sendTogether(questions: readonly Question[]): Promise<void> {
    const [only, second] = questions;
    if (only && !second) return this.sendAlone(only);
    const answers = await this.answersTo(questions);
    questions.forEach((question, index) => {
      const answer = answers[index] ?? 'silent';
      if (answer === 'silent') void this.sendAlone(question);
      else if (answer instanceof ServiceError) question.reject(answer);
      else question.resolve(answer);
    });
  }

  private async answersTo(questions: readonly Question[]): Promise<readonly Answer[]> {
    const tasks = questions.map(({ task }) => task);
    const signals = questions.flatMap((question) => question.signals);
    try {
      return await whileAwaited(signals, (signal) => this.asking.together(tasks, signal));
    } catch (error) {
      const isOfAll = error instanceof ServiceError && !isAboutTasks(error);
      return questions.map(() => (isOfAll ? error : 'silent'));
    }
  }

  private async sendAlone({ task, signals, resolve, reject }: Question): Promise<void> {
    try {
      resolve(await whileAwaited(signals, (signal) => this.asking.alone(task, signal)));
      this.lonely.delete(task);
    } catch (error) {
      if (isAboutTasks(error)) this.lonely.add(task);
      reject(error);
    }
  }
}
