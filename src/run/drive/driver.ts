import type { TaskResult, TaskSnapshot } from '../../backend/port';
import { localError, OTHER_KEY, ServiceError } from '../../task/errors';
import { roundMoney } from '../../task/prices';
import type { RunState } from '../../task/run';
import { queryTask, type ServiceContext } from './service';
import { lastUnconfirmedSubmission } from '../record/unconfirmed';
import { Downloads } from './downloads';
import { RecordWriter, LeaseLost } from './record-writer';
import type { Lease } from '../files/lease';
import { GiveUpRules } from './give-up-rules';
import { matchResults } from './match-results';
import { costOf, type RunRecord, type RunResult } from '../record/record';
import { pollDelay, waitEnded, isTransient, pause } from './retry';
import { currentKeyFingerprint, otherKeyError } from '../record/key-fingerprint';
import type { Run } from '../record/store';
import { submit, type Submission, UnconfirmedSubmission } from './submit';
import { PollingSchedule } from './polling-schedule';

export interface DriveOptions extends ServiceContext {
  /** Called after each change that reached the disk. */
  readonly onChange: (run: Run) => void;
}

/**
 * The reason for ending a wait when the program ends: the record then stays as it is, so that the run can be resumed.
 */
export const SHUTDOWN = 'shutdown';

/** The longest URL that is recorded. */
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
    place: result.position,
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

/** Drives one run from the state in its record to its end. Whoever creates the driver holds the run's lease. */
export class RunDriver {
  private readonly options: DriveOptions;
  private readonly writer: RecordWriter;
  private readonly downloads: Downloads;
  private readonly schedule: PollingSchedule;

  constructor(run: Run, lease: Lease, options: DriveOptions) {
    this.options = options;
    this.schedule = options.schedule ?? new PollingSchedule();
    this.writer = new RecordWriter(run, lease, options, options.onChange);
    this.downloads = new Downloads(this.writer, options);
  }

  private get record(): RunRecord {
    return this.writer.record;
  }

  /**
   * Works until the run has ended or the wait for it was ended; the outcome is in the record. A task that must not be
   * sent and that the service does not know becomes `queued`. Rejects with a `ServiceError` of class `disk` when the
   * run cannot be recorded before anything was sent, and with `LeaseLost`; never for a failure of the service.
   */
  async drive(submission: Pick<Submission, 'askFirst' | 'send'>): Promise<Run> {
    const { expected, state } = this.record;
    this.log(`${state === 'queued' ? 'started' : `taken up (${state})`}: ${expected} image(s)`);
    try {
      if (this.record.accepted) await this.writer.update({ state: 'waiting', errors: [] });
      else if (!(await this.submit(submission))) return this.writer.run;
      await this.collect();
    } catch (error) {
      const failed = await this.downloads.finish().then(
        () => error,
        (reason: unknown) => reason,
      );
      if (!(failed instanceof ServiceError) || failed instanceof LeaseLost) throw failed;
      await this.giveUp(failed);
    }
    this.logEnd();
    return this.writer.run;
  }

  private log(message: string): void {
    this.options.log.info(`${this.record.taskUUID}: ${message}`);
  }

  private logEnd(): void {
    const cost = costOf(this.record);
    const images = `${this.record.results.filter(isSettled).length} of ${this.record.expected} image(s)`;
    this.log(`${this.record.state}: ${images}${cost === null ? '' : `, $${cost}`}`);
  }

  /** Whether the task was sent with another key than the present one, as far as the record says. */
  private async wasSentWithOtherKey(): Promise<boolean> {
    const { sender } = this.record;
    if (sender === undefined) return false;
    const present = await currentKeyFingerprint(this.options.backend, sender.salt);
    return present?.fingerprint !== sender.fingerprint;
  }

  /** Returns false for a task that is not sent. */
  private async submit({ askFirst, send }: Pick<Submission, 'askFirst' | 'send'>): Promise<boolean> {
    const { address } = this.options.backend;
    const endpoint = address === undefined ? {} : { address };
    const sentAt = lastUnconfirmedSubmission(this.record);
    const isOtherKey = sentAt !== undefined && (await this.wasSentWithOtherKey());
    const sender = await currentKeyFingerprint(this.options.backend);
    // Recorded before it is sent: if the process is killed meanwhile, the record says that the task may have arrived,
    // and with which key.
    const sendingNow = () => ({ ...(sender && { sender }), ...sendingAt(Date.now()) });
    let isWritten = !askFirst;
    const sending = isWritten ? sendingNow() : sendingAt(sentAt);
    await this.writer.update({ state: 'submitting', errors: [], ...endpoint, ...sending });
    const beforeSending = () => {
      const written = isWritten ? this.writer.requireLease() : this.writer.update(sendingNow());
      isWritten = false;
      return written;
    };
    const submission = { askFirst, send, sentAt, isOtherKey };
    if (await submit(this.record.request, this.options, submission, beforeSending)) {
      this.log('accepted');
      await this.writer.update({ state: 'waiting', accepted: true });
      return true;
    }
    this.log('the service does not know it, and it is not sent');
    await this.writer.update({ state: 'queued', sentAt: null });
    return false;
  }

  private async collect(): Promise<void> {
    const snapshot = await this.follow();
    if (this.record.results.some((result) => !isSettled(result))) {
      await this.writer.update({ state: 'downloading' });
    }
    await this.downloads.finish();
    this.requireWaiting();
    if (this.downloads.unfinished) throw this.downloads.unfinished;
    const errors = [...snapshot.errors, ...this.downloads.errors];
    await this.writer.update({ state: finalState(this.record), errors });
  }

  private requireWaiting(): void {
    if (!this.options.signal.aborted) return;
    throw waitEnded();
  }

  /**
   * Ends the run after a failure. A task that was certainly not accepted has failed. If the service no longer knows
   * an accepted one, nothing more will come. Otherwise it may have more.
   */
  private async giveUp(error: ServiceError): Promise<void> {
    if (this.options.signal.reason === SHUTDOWN) return;
    const { record } = this;
    const refused = !record.accepted && !(error instanceof UnconfirmedSubmission);
    if (refused && error.class === 'disk') throw error;
    const { code, message } = error.errors[0];
    this.options.log.warn(`${record.taskUUID}: ${code}: ${message}`);
    const isForgotten = record.accepted && isNotFound(error) && code !== OTHER_KEY;
    const change = {
      state: refused || isForgotten ? finalState(record) : 'detached',
      errors: [...error.errors, ...record.errors, ...this.downloads.errors],
      ...(refused && sendingAt(undefined)),
      ...(error instanceof UnconfirmedSubmission && sendingAt(error.sentAt)),
    } as const;
    await this.writer.update(change).catch((reason: unknown) => {
      if (!(reason instanceof ServiceError) || reason.class !== 'disk') throw reason;
      this.options.log.warn(`${record.taskUUID}: ${reason.message}`);
      this.writer.publish({ state: 'detached', errors: [...reason.errors, ...record.errors] });
    });
  }

  /** Polls until every generation has ended. Each image is downloaded as soon as it is known. */
  private async follow(): Promise<TaskSnapshot> {
    const { backend, pace, signal } = this.options;
    const began = performance.now();
    if (backend.id === 'runware') await this.schedule.next(pace.firstPoll, signal);
    const rules = new GiveUpRules(pace);
    for (;;) {
      const known = this.record.results.length;
      const asked = performance.now();
      const polled = await this.poll();
      const failure = polled instanceof ServiceError ? polled : undefined;
      if (polled instanceof ServiceError) {
        rules.failed(isNotFound(polled), performance.now() - asked);
        if (rules.isForgotten) throw (await this.wasSentWithOtherKey()) ? otherKeyError() : polled;
      } else {
        await this.apply(polled);
        if (this.isComplete(polled)) return polled;
        rules.answered(polled, this.record.results.length > known);
      }
      if (rules.shouldGiveUp) throw failure ?? this.noResultsInTime();
      rules.waited(await this.waitForNextPoll(performance.now() - began, failure));
    }
  }

  /**
   * Resolves with the milliseconds waited. If the service asked for a delay, that is used; otherwise all runs poll
   * together.
   */
  private async waitForNextPoll(elapsed: number, failure: ServiceError | undefined): Promise<number> {
    const { pace, signal } = this.options;
    const wait = pollDelay(pace.poll, elapsed);
    const asked = Math.min(failure?.retryAfter ?? 0, pace.maxRetryAfter);
    if (asked <= wait) return this.schedule.next(wait, signal);
    await pause(asked, signal);
    return asked;
  }

  private noResultsInTime(): ServiceError {
    return new ServiceError([localError('timeout', 'patience', 'The results did not come in time.')]);
  }

  /**
   * Whether everything that the task can bring is listed. Errors count as ended images only while nothing is pending.
   */
  private isComplete({ errors, pending }: TaskSnapshot): boolean {
    const { expected, results } = this.record;
    // What earlier replies listed may be missing from this one.
    const isStarted = ({ imageUUID }: RunResult) => this.downloads.has(imageUUID);
    if (!results.every((result) => isSettled(result) || isStarted(result))) return false;
    return results.length >= expected || (pending === 0 && results.length + errors.length >= expected);
  }

  /** The task's state, or a failure that may pass: the task is paid for, and a service that is down comes back. */
  private async poll(): Promise<TaskSnapshot | ServiceError> {
    try {
      return await queryTask(this.record.request, this.options);
    } catch (error) {
      if (isTransient(error, this.options.pace) || isNotFound(error)) return error;
      throw error;
    }
  }

  private async apply(snapshot: TaskSnapshot): Promise<void> {
    const { results, errors } = this.record;
    const { known, added } = matchResults(this.record, snapshot);
    if (added.length > 0 || snapshot.errors.length !== errors.length) {
      await this.writer.update({
        results: [...results, ...added.map(newResult)],
        errors: [...snapshot.errors],
        response: snapshot.items,
      });
    }
    for (const [imageUUID, result] of known) this.startDownload(imageUUID, result);
    for (const result of added) this.startDownload(result.imageUUID, result);
  }

  private startDownload(imageUUID: string, result: TaskResult): void {
    const index = this.record.results.findIndex((own) => own.imageUUID === imageUUID);
    const own = this.record.results[index];
    if (own && !isSettled(own)) this.downloads.start({ ...result, imageUUID }, `image-${index + 1}`);
  }
}
