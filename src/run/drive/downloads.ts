import type { TaskResult, TaskSnapshot } from '../../backend/port';
import { summarize } from '../../task/build';
import { localError, messageOf, ServiceError, type TaskError } from '../../task/errors';
import { formatSize } from '../../task/sizes';
import { withRetries, type ServiceContext } from './service';
import { type ImageFacts, type SavedImage, saveContent } from './save-image';
import type { RecordWriter } from './record-writer';
import { Limiter } from '../limiter';
import { matchResults } from './match-results';
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

/** Downloads the images of one run, a few at a time. */
export class Downloads {
  /** An error for each image that is gone for good. */
  readonly errors: TaskError[] = [];
  /** Why an image that the service still has is not on the disk; it stays pending in the record. */
  unfinished: ServiceError | undefined;
  private readonly writer: RecordWriter;
  private readonly service: ServiceContext;
  private readonly limiter = new Limiter(MAX_DOWNLOADS);
  private readonly jobs = new Map<string, Promise<void>>();

  constructor(journal: RecordWriter, access: ServiceContext) {
    this.writer = journal;
    this.service = access;
  }

  /** Starts to download an image as `<name>.<extension>`, once. */
  start(result: TaskResult, name: string): void {
    if (this.jobs.has(result.imageUUID)) return;
    const job = this.limiter.run(() => this.download(result, name));
    // `finish` awaits it. Until then a failure must not count as unhandled.
    job.catch(() => undefined);
    this.jobs.set(result.imageUUID, job);
  }

  /** Whether an image is being downloaded, or was. */
  has(imageUUID: string): boolean {
    return this.jobs.has(imageUUID);
  }

  /** Resolves when all started downloads have ended. Rejects when the record cannot be written. */
  async finish(): Promise<void> {
    const ended = await Promise.allSettled(this.jobs.values());
    for (const job of ended) if (job.status === 'rejected') throw job.reason;
  }

  private async download(result: TaskResult, name: string): Promise<void> {
    const { log, signal } = this.service;
    const label = `${this.writer.record.taskUUID}: ${name}`;
    let change: Partial<RunResult>;
    try {
      change = this.changeFor(await this.save(result, name, label), label);
    } catch (error) {
      // When the wait was ended, the image stays pending: resuming the run downloads it.
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
    await this.writer.updateResult(result.imageUUID, change);
  }

  private changeFor(saved: SavedImage | undefined, label: string): Partial<RunResult> {
    if (!saved) return { state: 'elsewhere' };
    // An image of another size or format than asked for is paid for all the same, so it is kept.
    for (const difference of this.differences(saved)) this.service.log.warn(`${label}: is ${difference}`);
    const { file, width, height } = saved;
    return { state: 'saved', file, width, height };
  }

  /**
   * Saves an image. If its URL has expired, it may have a new one: the present state is asked first, then the
   * archive.
   */
  private async save(result: TaskResult, name: string, label: string): Promise<SavedImage | undefined> {
    const { backend, signal } = this.service;
    const task = this.writer.record.request;
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
    const { backend, signal } = this.service;
    const { directory } = this.writer.run;
    // An image of another size or format may be a placeholder that the server returned by mistake: it is downloaded
    // once more.
    let mayDiffer = content.kind !== 'url';
    const accepts = (image: ImageFacts) => {
      const accepted = mayDiffer || this.differences(image).length === 0;
      mayDiffer = true;
      return accepted;
    };
    const open = (url: string) => backend.download(url, signal);
    const save = async () => {
      await this.writer.requireLease();
      return saveContent(content, backend.id, directory, name, { open, accepts });
    };
    return withRetries(this.service, `${label}: fetching`, save);
  }

  private async find(
    { imageUUID }: TaskResult,
    label: string,
    poll: () => Promise<TaskSnapshot>,
  ): Promise<TaskResult | undefined> {
    const snapshot = await withRetries(this.service, `${label}: asking for its new URL`, poll);
    return matchResults(this.writer.record, snapshot).known.get(imageUUID);
  }

  /** How an image differs from what its task asks for. */
  private differences({ kind, width, height }: ImageFacts): string[] {
    const { request, backend } = this.writer.record;
    const { size, format } = summarize(request);
    const found: string[] = [];
    if (width !== size.width || height !== size.height) {
      found.push(`${width}x${height}, not ${formatSize(size)} as asked for`);
    }
    if (backend === 'runware' && kind !== format.toLowerCase()) {
      found.push(`${kind.toUpperCase()}, not ${format} as asked for`);
    }
    return found;
  }
}
