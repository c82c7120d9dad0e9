import type { TaskResult, TaskSnapshot } from '../../backend/port';
import { summarize } from '../../task/build';
import { localError, messageOf, ServiceError, type TaskError } from '../../task/errors';
import { formatSize } from '../../task/sizes';
import { retrying, type ServiceAccess } from './access';
import { type ImageFacts, type SavedImage, saveContent } from './download';
import type { Journal } from './journal';
import { Limiter } from '../limiter';
import { recognize } from './recognize';
import type { RunResult } from '../record/record';

const MAX_DOWNLOADS = 4;

function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const message = messageOf(error);
  return new ServiceError([localError('unknown', 'local', message)], { cause: error });
}

function isGone(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.class === 'notFound';
}

/** Brings the images of one run to the disk, a few at a time. */
export class Downloads {
  /** Images that are gone for good, a reason each. */
  readonly errors: TaskError[] = [];
  /** Why an image that the service still has is not on the disk; its record stays pending. */
  unfinished: ServiceError | undefined;
  private readonly journal: Journal;
  private readonly access: ServiceAccess;
  private readonly limiter = new Limiter(MAX_DOWNLOADS);
  private readonly jobs = new Map<string, Promise<void>>();

  constructor(journal: Journal, access: ServiceAccess) {
    this.journal = journal;
    this.access = access;
  }

  /** Starts to fetch an image as `<name>.<ending>`, once. */
  start(result: TaskResult, name: string): void {
    if (this.jobs.has(result.imageUUID)) return;
    const job = this.limiter.run(() => this.download(result, name));
    // Awaited at the end: until then a failure must not count as unhandled.
    job.catch(() => undefined);
    this.jobs.set(result.imageUUID, job);
  }

  /** Whether an image is fetched, or was. */
  has(imageUUID: string): boolean {
    return this.jobs.has(imageUUID);
  }

  /** Resolves when everything started has ended. Rejects when the record cannot be written. */
  async finish(): Promise<void> {
    const ended = await Promise.allSettled(this.jobs.values());
    for (const job of ended) if (job.status === 'rejected') throw job.reason;
  }

  private async download(result: TaskResult, name: string): Promise<void> {
    const { log, signal } = this.access;
    const label = `${this.journal.record.taskUUID}: ${name}`;
    let change: Partial<RunResult>;
    try {
      change = this.changeFor(await this.save(result, name, label), label);
    } catch (error) {
      // An ended wait leaves the image pending: resuming the run fetches it.
      if (signal.aborted) return;
      const reason = asServiceError(error);
      log.warn(`${label}: ${reason.message}`);
      if (!isGone(reason)) {
        this.unfinished ??= reason;
        return;
      }
      this.errors.push(reason.errors[0]);
      change = { state: 'failed' };
    }
    await this.journal.updateResult(result.imageUUID, change);
  }

  private changeFor(saved: SavedImage | undefined, label: string): Partial<RunResult> {
    if (!saved) return { state: 'elsewhere' };
    // An image of another size or format than asked for is paid for all the same: it is kept.
    for (const words of this.differences(saved)) this.access.log.warn(`${label}: is ${words} as asked for`);
    const { file, width, height } = saved;
    return { state: 'saved', file, width, height };
  }

  /** Saves an image. One that has expired may be there under a new address: first the present state is asked, then the archive. */
  private async save(result: TaskResult, name: string, label: string): Promise<SavedImage | undefined> {
    const { backend, signal } = this.access;
    const task = this.journal.record.request;
    let reason: unknown;
    for (const source of [
      () => Promise.resolve(result),
      () => this.find(result, label, () => backend.poll(task, signal)),
      () => this.find(result, label, () => backend.recall(task, signal)),
    ]) {
      try {
        const found = await source();
        if (found) return await this.fetch(found, name, label);
      } catch (error) {
        if (!isGone(error)) throw error;
        reason ??= error;
      }
    }
    throw reason;
  }

  private fetch({ content }: TaskResult, name: string, label: string): Promise<SavedImage | undefined> {
    const { backend, signal } = this.access;
    const { directory } = this.journal.current;
    // Another image than was asked for may be something that stands in for it: it is fetched once more.
    let mayDiffer = content.kind !== 'url';
    const accepts = (image: ImageFacts) => {
      const accepted = mayDiffer || this.differences(image).length === 0;
      mayDiffer = true;
      return accepted;
    };
    const open = (url: string) => backend.download(url, signal);
    const save = async () => {
      await this.journal.requireLease();
      return saveContent(content, backend.id, directory, name, { open, accepts });
    };
    return retrying(this.access, `${label}: fetching`, save);
  }

  private async find(
    { imageUUID }: TaskResult,
    label: string,
    question: () => Promise<TaskSnapshot>,
  ): Promise<TaskResult | undefined> {
    const snapshot = await retrying(this.access, `${label}: asking for its new address`, question);
    return recognize(this.journal.record, snapshot).known.get(imageUUID);
  }

  /** In what an image is not as its task asks for. */
  private differences({ kind, width, height }: ImageFacts): string[] {
    const { request, backend } = this.journal.record;
    const { size, format } = summarize(request);
    const words: string[] = [];
    if (width !== size.width || height !== size.height) {
      words.push(`${width}x${height}, not ${formatSize(size)}`);
    }
    if (backend === 'runware' && kind !== format.toLowerCase()) {
      words.push(`${kind.toUpperCase()}, not ${format}`);
    }
    return words;
  }
}
