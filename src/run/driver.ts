import type { TaskResult, TaskSnapshot } from '../backend/port';
import { localError, ServiceError, type TaskError } from '../task/errors';
import { roundMoney } from '../task/prices';
import { saveContent } from './download';
import { Limiter } from './limiter';
import type { RunRecord, RunResult, RunState } from './record';
import { backoff, pause, withRetry } from './retry';
import { type Run, saveRun } from './store';
import { type ServiceAccess, submit, UnclearSubmission } from './submit';

export interface DriveOptions extends ServiceAccess {
  /** Called after each change that reached the disk. */
  readonly onChange: (run: Run) => void;
}

/** The reason to end a wait because the program ends: the record then stays as it is, to be taken up again. */
export const SHUTDOWN = 'shutdown';

/** Answers in which nothing is pending but results are missing that must agree before that is believed. */
const QUIET_ANSWERS = 4;

const MAX_DOWNLOADS = 4;

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
  };
}

function asTaskError(error: unknown): TaskError {
  if (error instanceof ServiceError) return error.errors[0];
  const message = error instanceof Error ? error.message : String(error);
  return localError('unknown', 'local', message);
}

function isSettled(result: RunResult): boolean {
  return result.state === 'saved' || result.state === 'elsewhere';
}

/** The state of a run whose generations and downloads have all ended. */
function finalState(record: RunRecord): RunState {
  const good = record.results.filter(isSettled).length;
  if (good === 0) return 'failed';
  return good >= record.expected ? 'succeeded' : 'partial';
}

/** Drives one run from wherever its record says it stands to its end. One driver per run at a time. */
export class RunDriver {
  private run: Run;
  private readonly options: DriveOptions;
  /** Changes are written one after another, so that an older record never replaces a newer one. */
  private writing: Promise<void> = Promise.resolve();
  private readonly limiter = new Limiter(MAX_DOWNLOADS);
  private readonly downloads = new Map<string, Promise<void>>();
  private readonly downloadErrors: TaskError[] = [];

  constructor(run: Run, options: DriveOptions) {
    this.run = run;
    this.options = options;
  }

  /**
   * Works until the run has ended or nobody waits for it any more; the outcome is in the record. `resumed` says that an
   * earlier driver may already have sent the task. Rejects when the disk fails, never for a failure of the service.
   */
  async drive(resumed: boolean): Promise<Run> {
    try {
      if (this.run.record.state === 'submitting') {
        await submit(this.run.record.request, this.options, resumed);
      }
      await this.update({ state: 'waiting', errors: [] });
      const snapshot = await this.follow();
      await this.update({ state: 'downloading' });
      await Promise.all(this.downloads.values());
      this.requireWaiting();
      const errors = [...snapshot.errors, ...this.downloadErrors];
      await this.update({ state: finalState(this.run.record), errors });
    } catch (error) {
      await Promise.allSettled(this.downloads.values());
      if (!(error instanceof ServiceError)) throw error;
      await this.giveUp(error);
    }
    return this.run;
  }

  private requireWaiting(): void {
    if (!this.options.signal.aborted) return;
    throw new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')]);
  }

  /** Certainly not accepted, or not known any more: failed. Otherwise the service may have it: detached. */
  private async giveUp(error: ServiceError): Promise<void> {
    if (this.options.signal.reason === SHUTDOWN) return;
    const refused = this.run.record.state === 'submitting' && !(error instanceof UnclearSubmission);
    const state = refused || error.class === 'notFound' ? 'failed' : 'detached';
    const { code, message } = error.errors[0];
    this.options.log.warn(`${this.run.record.taskUUID}: ${state}: ${code}: ${message}`);
    await this.update({ state, errors: [...error.errors] });
  }

  private async update(change: Partial<RunRecord>): Promise<void> {
    const record = { ...this.run.record, ...change, updatedAt: new Date().toISOString() };
    const run = { directory: this.run.directory, record };
    this.run = run;
    this.writing = this.writing.then(() => saveRun(run));
    await this.writing;
    this.options.onChange(run);
  }

  private async changeResult(imageUUID: string, change: Partial<RunResult>): Promise<void> {
    const results = this.run.record.results.map((result) =>
      result.imageUUID === imageUUID ? { ...result, ...change } : result,
    );
    await this.update({ results });
  }

  /** Asks until every generation has ended; each image is fetched as soon as it is known. */
  private async follow(): Promise<TaskSnapshot> {
    const { backend, pace, signal } = this.options;
    const deadline = Date.now() + pace.patience;
    if (backend.id === 'runware') await pause(pace.firstPoll, signal);
    let quiet = 0;
    for (let attempt = 0; ; attempt++) {
      const snapshot = await this.ask();
      await this.take(snapshot);
      const ended = snapshot.results.length + snapshot.errors.length;
      if (ended >= snapshot.expected) return snapshot;
      quiet = snapshot.pending === 0 && ended > 0 ? quiet + 1 : 0;
      if (quiet >= QUIET_ANSWERS) return snapshot;
      if (Date.now() > deadline) {
        throw new ServiceError([localError('timeout', 'patience', 'The results did not come in time.')]);
      }
      await pause(
        backoff(pace.poll, attempt, 0, () => 0),
        signal,
      );
    }
  }

  /** The task's state; a task the service no longer follows is looked for in its archive. */
  private ask(): Promise<TaskSnapshot> {
    const { backend, pace, signal, log } = this.options;
    const task = this.run.record.request;
    const onRetry = (error: ServiceError, wait: number) =>
      log.warn(`${task.taskUUID}: asking failed (${error.message}), again in ${Math.round(wait)} ms`);
    return withRetry(pace.retry, signal, onRetry, async () => {
      try {
        return await backend.poll(task, signal);
      } catch (error) {
        if (error instanceof ServiceError && error.class === 'notFound') return backend.recall(task, signal);
        throw error;
      }
    });
  }

  private async take(snapshot: TaskSnapshot): Promise<void> {
    const known = new Set(this.run.record.results.map((result) => result.imageUUID));
    const fresh = snapshot.results.filter((result) => !known.has(result.imageUUID));
    if (fresh.length > 0 || snapshot.errors.length !== this.run.record.errors.length) {
      await this.update({
        results: [...this.run.record.results, ...fresh.map(newResult)],
        errors: [...snapshot.errors],
        response: snapshot.items,
      });
    }
    for (const result of snapshot.results) this.startDownload(result);
  }

  private startDownload(result: TaskResult): void {
    const index = this.run.record.results.findIndex((own) => own.imageUUID === result.imageUUID);
    const own = this.run.record.results[index];
    if (!own || isSettled(own) || this.downloads.has(own.imageUUID)) return;
    const job = this.limiter.run(() => this.download(result, `image-${index + 1}`));
    // Awaited at the end: until then a failure must not count as unhandled.
    job.catch(() => undefined);
    this.downloads.set(own.imageUUID, job);
  }

  private async download(result: TaskResult, name: string): Promise<void> {
    const { backend, pace, signal, log } = this.options;
    const onRetry = (error: ServiceError) => log.warn(`${name}: ${error.message}, trying again`);
    try {
      const saved = await withRetry(pace.retry, signal, onRetry, () =>
        saveContent(result.content, this.run.directory, name, (url) => backend.download(url, signal)),
      );
      await this.changeResult(
        result.imageUUID,
        saved ? { state: 'saved', ...saved } : { state: 'elsewhere' },
      );
    } catch (error) {
      // An ended wait leaves the image pending: resuming the run fetches it.
      if (signal.aborted) return;
      log.warn(`${name}: ${asTaskError(error).message}`);
      this.downloadErrors.push(asTaskError(error));
      await this.changeResult(result.imageUUID, { state: 'failed' });
    }
  }
}
