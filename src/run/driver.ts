import type { TaskResult, TaskSnapshot } from '../backend/port';
import { localError, ServiceError } from '../task/errors';
import { roundMoney } from '../task/prices';
import { ask, type ServiceAccess } from './access';
import { Downloads } from './downloads';
import { Limiter } from './limiter';
import { costOf, type RunRecord, type RunResult, type RunState } from './record';
import { backoff, pause } from './retry';
import { type Run, saveRun } from './store';
import { submit, UnclearSubmission } from './submit';

export interface DriveOptions extends ServiceAccess {
  /** Called after each change that reached the disk. */
  readonly onChange: (run: Run) => void;
}

/** The reason to end a wait because the program ends: the record then stays as it is, to be taken up again. */
export const SHUTDOWN = 'shutdown';

/** Answers that must agree before it is believed that missing images will not come. */
const QUIET_ANSWERS = 4;

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

function isSettled(result: RunResult): boolean {
  return result.state === 'saved' || result.state === 'elsewhere';
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

/** Drives one run from wherever its record says it stands to its end. One driver per run at a time. */
export class RunDriver {
  private run: Run;
  private readonly options: DriveOptions;
  private readonly downloads: Downloads;
  /** Changes are written one after another, so that an older record never replaces a newer one. */
  private readonly writing = new Limiter(1);

  constructor(run: Run, options: DriveOptions) {
    this.run = run;
    this.options = options;
    this.downloads = new Downloads(run, options, (imageUUID, change) => this.changeResult(imageUUID, change));
  }

  /**
   * Works until the run has ended or nobody waits for it any more; the outcome is in the record. `resumed` says that an
   * earlier driver may already have sent the task. Rejects when the disk fails, never for a failure of the service.
   */
  async drive(resumed: boolean): Promise<Run> {
    const { expected, request, state } = this.run.record;
    this.say(`${resumed ? `resumed (${state})` : 'started'}: ${expected} image(s) in ${this.run.directory}`);
    try {
      if (state === 'submitting') {
        await submit(request, this.options, resumed);
        this.say('accepted');
      }
      await this.update({ state: 'waiting', errors: [] });
      const snapshot = await this.follow();
      await this.update({ state: 'downloading' });
      await this.downloads.finish();
      this.requireWaiting();
      const errors = [...snapshot.errors, ...this.downloads.errors];
      await this.update({ state: finalState(this.run.record), errors });
    } catch (error) {
      const failed = await this.downloads.finish().then(
        () => error,
        (reason: unknown) => reason,
      );
      if (!(failed instanceof ServiceError)) throw failed;
      await this.giveUp(failed);
    }
    this.sayEnd();
    return this.run;
  }

  private say(words: string): void {
    this.options.log.info(`${this.run.record.taskUUID}: ${words}`);
  }

  private sayEnd(): void {
    const { record } = this.run;
    const cost = costOf(record);
    const images = `${record.results.filter(isSettled).length} of ${record.expected} image(s)`;
    this.say(`${record.state}: ${images}${cost === null ? '' : `, $${cost}`}`);
  }

  private requireWaiting(): void {
    if (!this.options.signal.aborted) return;
    throw new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')]);
  }

  /** Certainly not accepted: failed. Not known any more: what there is, is all. Otherwise the service may have more. */
  private async giveUp(error: ServiceError): Promise<void> {
    if (this.options.signal.reason === SHUTDOWN) return;
    const { record } = this.run;
    const refused = record.state === 'submitting' && !(error instanceof UnclearSubmission);
    const { code, message } = error.errors[0];
    this.options.log.warn(`${record.taskUUID}: ${code}: ${message}`);
    await this.update({
      state: refused || isNotFound(error) ? finalState(record) : 'detached',
      errors: [...error.errors, ...record.errors, ...this.downloads.errors],
    });
  }

  private async update(change: Partial<RunRecord>): Promise<void> {
    const record = { ...this.run.record, ...change, updatedAt: new Date().toISOString() };
    const run = { directory: this.run.directory, record };
    this.run = run;
    await this.writing.run(() => saveRun(run));
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
    const { expected } = this.run.record;
    const deadline = Date.now() + pace.patience;
    if (backend.id === 'runware') await pause(pace.firstPoll, signal);
    let quiet = 0;
    for (let attempt = 0; ; attempt++) {
      const snapshot = await this.askPatiently(quiet + 1 >= QUIET_ANSWERS);
      if (snapshot) {
        await this.take(snapshot);
        const { results, errors, pending } = snapshot;
        if (results.length >= expected) return snapshot;
        if (pending === 0 && results.length + errors.length >= expected) return snapshot;
      }
      // One error may stand for several images; without any, what is missing may just not be listed yet.
      const isQuiet = !snapshot || (snapshot.pending === 0 && snapshot.errors.length > 0);
      quiet = isQuiet ? quiet + 1 : 0;
      if (snapshot && quiet >= QUIET_ANSWERS) return snapshot;
      if (Date.now() > deadline) {
        throw new ServiceError([localError('timeout', 'patience', 'The results did not come in time.')]);
      }
      await pause(
        backoff(pace.poll, attempt, 0, () => 0),
        signal,
      );
    }
  }

  /** The task's state; undefined while its being unknown may only mean that the service is behind. */
  private async askPatiently(last: boolean): Promise<TaskSnapshot | undefined> {
    try {
      return await ask(this.run.record.request, this.options);
    } catch (error) {
      if (!last && isNotFound(error)) return undefined;
      throw error;
    }
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
    if (own && !isSettled(own)) this.downloads.start(result, `image-${index + 1}`);
  }
}
