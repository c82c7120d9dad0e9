import type { TaskResult, TaskSnapshot } from '../../backend/port';
import { localError, OTHER_KEY, ServiceError } from '../../task/errors';
import { roundMoney } from '../../task/prices';
import type { RunState } from '../../task/run';
import { ask, type ServiceAccess } from './access';
import { lastDoubtfulSending } from '../record/doubt';
import { Downloads } from './downloads';
import { Journal, LeaseLost } from './journal';
import type { Lease } from '../files/lease';
import { Patience } from './patience';
import { recognize } from './recognize';
import { costOf, type RunRecord, type RunResult } from '../record/record';
import { askAgainIn, ended, mayPass, pause } from './retry';
import { presentSender, sentWithOtherKey } from '../record/sender';
import type { Run } from '../record/store';
import { submit, type Submission, UnclearSubmission } from './submit';
import { Turns } from './turns';

export interface DriveOptions extends ServiceAccess {
  /** Called after each change that reached the disk. */
  readonly onChange: (run: Run) => void;
}

/** The reason to end a wait because the program ends: the record then stays as it is, to be taken up again. */
export const SHUTDOWN = 'shutdown';

/** The longest address that is remembered. */
const MAX_URL = 2000;

function urlOf({ content }: TaskResult): Pick<RunResult, 'url'> {
  return content.kind === 'url' && content.url.length <= MAX_URL ? { url: content.url } : {};
}

function newResult(result: TaskResult): RunResult {
  return {
    imageUUID: result.imageUUID,
    state: 'pending',
    file: null,
    width: null,
    height: null,
    seed: result.seed,
    cost: result.cost === null ? null : roundMoney(result.cost),
    flagged: result.flagged,
    ...urlOf(result),
    place: result.place,
  };
}

function isSettled(result: RunResult): boolean {
  return result.state === 'saved' || result.state === 'elsewhere';
}

function sendingAt(time: number | undefined): Pick<RunRecord, 'sentAt'> {
  return { sentAt: time === undefined ? null : new Date(time).toISOString() };
}

/** The state of a run whose generations and downloads have all ended. */
function finalState(record: RunRecord): RunState {
  const good = record.results.filter(isSettled).length;
  if (good === 0) return 'failed';
  return good >= record.expected ? 'succeeded' : 'partial';
}

function isNotFound(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.class === 'notFound';
}

/** Drives one run from wherever its record says it stands to its end. Its lease is held by whoever made the driver. */
export class RunDriver {
  private readonly options: DriveOptions;
  private readonly journal: Journal;
  private readonly downloads: Downloads;
  private readonly turns: Turns;

  constructor(run: Run, lease: Lease, options: DriveOptions) {
    this.options = options;
    this.turns = options.turns ?? new Turns();
    this.journal = new Journal(run, lease, options, options.onChange);
    this.downloads = new Downloads(this.journal, options);
  }

  private get record(): RunRecord {
    return this.journal.record;
  }

  /**
   * Works until the run has ended or nobody waits for it any more; the outcome is in the record. A task that is not to be
   * sent and that the service does not know becomes `queued`. Rejects with a `ServiceError` of class `disk` when the run
   * cannot be written down before anything was sent, and with `LeaseLost`; never for a failure of the service.
   */
  async drive(submission: Pick<Submission, 'askFirst' | 'send'>): Promise<Run> {
    const { expected, state } = this.record;
    this.say(`${state === 'queued' ? 'started' : `taken up (${state})`}: ${expected} image(s)`);
    try {
      if (this.record.accepted) await this.journal.update({ state: 'waiting', errors: [] });
      else if (!(await this.handOver(submission))) return this.journal.current;
      await this.collect();
    } catch (error) {
      const failed = await this.downloads.finish().then(
        () => error,
        (reason: unknown) => reason,
      );
      if (!(failed instanceof ServiceError) || failed instanceof LeaseLost) throw failed;
      await this.giveUp(failed);
    }
    this.sayEnd();
    return this.journal.current;
  }

  private say(words: string): void {
    this.options.log.info(`${this.record.taskUUID}: ${words}`);
  }

  private sayEnd(): void {
    const cost = costOf(this.record);
    const images = `${this.record.results.filter(isSettled).length} of ${this.record.expected} image(s)`;
    this.say(`${this.record.state}: ${images}${cost === null ? '' : `, $${cost}`}`);
  }

  /** Whether it was sent with another key than the present one, as far as the record tells. */
  private async hasOtherSender(): Promise<boolean> {
    const { sender } = this.record;
    if (sender === undefined) return false;
    const present = await presentSender(this.options.backend, sender.salt);
    return present?.fingerprint !== sender.fingerprint;
  }

  /** Returns false for a task that stays with us. */
  private async handOver({ askFirst, send }: Pick<Submission, 'askFirst' | 'send'>): Promise<boolean> {
    const { address } = this.options.backend;
    const place = address === undefined ? {} : { address };
    const sentAt = lastDoubtfulSending(this.record);
    const isForeign = sentAt !== undefined && (await this.hasOtherSender());
    const sender = await presentSender(this.options.backend);
    // On the disk before it leaves: a process that is killed meanwhile leaves the doubt behind, and whose it was.
    const sendingNow = () => ({ ...(sender && { sender }), ...sendingAt(Date.now()) });
    let isWritten = !askFirst;
    const sending = isWritten ? sendingNow() : sendingAt(sentAt);
    await this.journal.update({ state: 'submitting', errors: [], ...place, ...sending });
    const beforeSending = () => {
      const written = isWritten ? this.journal.requireLease() : this.journal.update(sendingNow());
      isWritten = false;
      return written;
    };
    const submission = { askFirst, send, sentAt, isForeign };
    if (await submit(this.record.request, this.options, submission, beforeSending)) {
      this.say('accepted');
      await this.journal.update({ state: 'waiting', accepted: true });
      return true;
    }
    this.say('the service does not know it, and it is not sent');
    await this.journal.update({ state: 'queued', sentAt: null });
    return false;
  }

  private async collect(): Promise<void> {
    const snapshot = await this.follow();
    if (this.record.results.some((result) => !isSettled(result))) {
      await this.journal.update({ state: 'downloading' });
    }
    await this.downloads.finish();
    this.requireWaiting();
    if (this.downloads.unfinished) throw this.downloads.unfinished;
    const errors = [...snapshot.errors, ...this.downloads.errors];
    await this.journal.update({ state: finalState(this.record), errors });
  }

  private requireWaiting(): void {
    if (!this.options.signal.aborted) return;
    throw ended();
  }

  /** Certainly not accepted: failed. Not known any more: what there is, is all. Otherwise the service may have more. */
  private async giveUp(error: ServiceError): Promise<void> {
    if (this.options.signal.reason === SHUTDOWN) return;
    const { record } = this;
    const refused = !record.accepted && !(error instanceof UnclearSubmission);
    if (refused && error.class === 'disk') throw error;
    const { code, message } = error.errors[0];
    this.options.log.warn(`${record.taskUUID}: ${code}: ${message}`);
    const isForgotten = record.accepted && isNotFound(error) && code !== OTHER_KEY;
    const change = {
      state: refused || isForgotten ? finalState(record) : 'detached',
      errors: [...error.errors, ...record.errors, ...this.downloads.errors],
      ...(refused && sendingAt(undefined)),
      ...(error instanceof UnclearSubmission && sendingAt(error.sentAt)),
    } as const;
    await this.journal.update(change).catch((reason: unknown) => {
      if (!(reason instanceof ServiceError) || reason.class !== 'disk') throw reason;
      this.options.log.warn(`${record.taskUUID}: ${reason.message}`);
      this.journal.show({ state: 'detached', errors: [...reason.errors, ...record.errors] });
    });
  }

  /** Asks until every generation has ended; each image is fetched as soon as it is known. */
  private async follow(): Promise<TaskSnapshot> {
    const { backend, pace, signal } = this.options;
    const began = performance.now();
    if (backend.id === 'runware') await this.turns.next(pace.firstPoll, signal);
    const patience = new Patience(pace);
    for (;;) {
      const known = this.record.results.length;
      const asked = performance.now();
      const answer = await this.question();
      const failure = answer instanceof ServiceError ? answer : undefined;
      if (answer instanceof ServiceError) {
        patience.failed(isNotFound(answer), performance.now() - asked);
        if (patience.isForgotten) throw (await this.hasOtherSender()) ? sentWithOtherKey() : answer;
      } else {
        await this.take(answer);
        if (this.isWhole(answer)) return answer;
        patience.answered(answer, this.record.results.length > known);
      }
      if (patience.isOver) throw failure ?? this.outOfPatience();
      patience.waited(await this.untilNextQuestion(performance.now() - began, failure));
    }
  }

  /** Resolves with how long that was. A service that asks for some time is given it; anybody else asks with the others. */
  private async untilNextQuestion(elapsed: number, failure: ServiceError | undefined): Promise<number> {
    const { pace, signal } = this.options;
    const wait = askAgainIn(pace.poll, elapsed);
    const wanted = Math.min(failure?.retryAfter ?? 0, pace.longestAsked);
    if (wanted <= wait) return this.turns.next(wait, signal);
    await pause(wanted, signal);
    return wanted;
  }

  private outOfPatience(): ServiceError {
    return new ServiceError([localError('timeout', 'patience', 'The results did not come in time.')]);
  }

  /** Whether everything is listed that the task can bring; errors stand for images only where these are not at work. */
  private isWhole({ errors, pending }: TaskSnapshot): boolean {
    const { expected, results } = this.record;
    // What is known from before may not be listed yet.
    const isAtHand = ({ imageUUID }: RunResult) => this.downloads.has(imageUUID);
    if (!results.every((result) => isSettled(result) || isAtHand(result))) return false;
    return results.length >= expected || (pending === 0 && results.length + errors.length >= expected);
  }

  /** The task's state, or a failure that may pass: the task is paid for, and a service that is down comes back. */
  private async question(): Promise<TaskSnapshot | ServiceError> {
    try {
      return await ask(this.record.request, this.options);
    } catch (error) {
      if (mayPass(error, this.options.pace) || isNotFound(error)) return error;
      throw error;
    }
  }

  private async take(snapshot: TaskSnapshot): Promise<void> {
    const { results, errors } = this.record;
    const { known, fresh } = recognize(this.record, snapshot);
    if (fresh.length > 0 || snapshot.errors.length !== errors.length) {
      await this.journal.update({
        results: [...results, ...fresh.map(newResult)],
        errors: [...snapshot.errors],
        response: snapshot.items,
      });
    }
    for (const [imageUUID, result] of known) this.startDownload(imageUUID, result);
    for (const result of fresh) this.startDownload(result.imageUUID, result);
  }

  private startDownload(imageUUID: string, result: TaskResult): void {
    const index = this.record.results.findIndex((own) => own.imageUUID === imageUUID);
    const own = this.record.results[index];
    if (own && !isSettled(own)) this.downloads.start({ ...result, imageUUID }, `image-${index + 1}`);
  }
}
