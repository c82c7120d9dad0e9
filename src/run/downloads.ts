import type { TaskResult } from '../backend/port';
import { summarize } from '../task/build';
import { localError, ServiceError, type TaskError } from '../task/errors';
import { formatSize } from '../task/sizes';
import { ask, retrying, type ServiceAccess } from './access';
import { type SavedImage, saveContent } from './download';
import { Limiter } from './limiter';
import type { RunResult } from './record';
import type { Run } from './store';

const MAX_DOWNLOADS = 4;

function asTaskError(error: unknown): TaskError {
  if (error instanceof ServiceError) return error.errors[0];
  const message = error instanceof Error ? error.message : String(error);
  return localError('unknown', 'local', message);
}

/** Brings the images of one run to the disk, a few at a time. */
export class Downloads {
  /** What went wrong, image by image. */
  readonly errors: TaskError[] = [];
  private readonly run: Run;
  private readonly access: ServiceAccess;
  private readonly change: (imageUUID: string, change: Partial<RunResult>) => Promise<void>;
  private readonly limiter = new Limiter(MAX_DOWNLOADS);
  private readonly jobs = new Map<string, Promise<void>>();

  /** `change` writes down what has become of an image. */
  constructor(
    run: Run,
    access: ServiceAccess,
    change: (imageUUID: string, change: Partial<RunResult>) => Promise<void>,
  ) {
    this.run = run;
    this.access = access;
    this.change = change;
  }

  /** Starts to fetch an image as `<name>.<ending>`, once. */
  start(result: TaskResult, name: string): void {
    if (this.jobs.has(result.imageUUID)) return;
    const job = this.limiter.run(() => this.download(result, name));
    // Awaited at the end: until then a failure must not count as unhandled.
    job.catch(() => undefined);
    this.jobs.set(result.imageUUID, job);
  }

  /** Resolves when everything started has ended. Rejects when the disk fails. */
  async finish(): Promise<void> {
    const ended = await Promise.allSettled(this.jobs.values());
    for (const job of ended) if (job.status === 'rejected') throw job.reason;
  }

  private async download(result: TaskResult, name: string): Promise<void> {
    const { log, signal } = this.access;
    const label = `${this.run.record.taskUUID}: ${name}`;
    let change: Partial<RunResult>;
    try {
      const saved = await this.save(result, name, label);
      if (saved) this.checkSize(saved, label);
      change = saved ? { state: 'saved', ...saved } : { state: 'elsewhere' };
    } catch (error) {
      // An ended wait leaves the image pending: resuming the run fetches it.
      if (signal.aborted) return;
      const reason = asTaskError(error);
      log.warn(`${label}: ${reason.message}`);
      this.errors.push(reason);
      change = { state: 'failed' };
    }
    await this.change(result.imageUUID, change);
  }

  /** Saves an image. One that has expired may still be there under a new address: the service is asked for it once. */
  private async save(result: TaskResult, name: string, label: string): Promise<SavedImage | undefined> {
    try {
      return await this.fetch(result, name, label);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.class !== 'notFound') throw error;
      const fresh = await this.find(result.imageUUID);
      if (!fresh) throw error;
      return this.fetch(fresh, name, label);
    }
  }

  private fetch({ content }: TaskResult, name: string, label: string): Promise<SavedImage | undefined> {
    const { backend, signal } = this.access;
    return retrying(this.access, `${label}: fetching`, () =>
      saveContent(content, this.run.directory, name, (url) => backend.download(url, signal)),
    );
  }

  private async find(imageUUID: string): Promise<TaskResult | undefined> {
    try {
      const { results } = await ask(this.run.record.request, this.access);
      return results.find((result) => result.imageUUID === imageUUID);
    } catch {
      return undefined;
    }
  }

  /** An image of another size than asked for is paid for all the same: it is kept. */
  private checkSize({ width, height }: SavedImage, label: string): void {
    const { size } = summarize(this.run.record.request);
    if (width === size.width && height === size.height) return;
    this.access.log.warn(`${label}: is ${width}x${height}, not ${formatSize(size)} as asked for`);
  }
}
