import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { type ErrorClass, localError, readError, ServiceError, type TaskError } from '../../task/errors';
import { type ImageTask, isJsonObject, type JsonObject, MAX_RESULTS } from '../../task/types';
import type { Backend, TaskSnapshot } from '../port';
import { isLoopback } from './endpoint';
import type { DispatcherSource, TimeLimits } from './exchange';
import { fingerprintOf } from './secrets';
import { HttpClient, type HttpReply } from './http';
import { type PollAnswer, PollBatcher } from './poll-batcher';
import { readReply, readReplyFor, readSnapshot, type Reply, saysNotFound } from './reply';
import type { ReplyLimits } from './reply-buffer';

/** How the service is reached. */
export interface RunwareOptions {
  readonly endpoint: URL;
  /** Called for each request, so that a changed key takes effect at once and none is kept. */
  readonly key: () => Promise<string>;
  /** The connections, or a function that returns the present ones for each request. */
  readonly dispatcher: Dispatcher | DispatcherSource;
  readonly limits?: TimeLimits;
}

/** The most bytes of a reply without its images, and of images that nobody has asked for. */
const MAX_REPLY = 4 * 2 ** 20;

/** The most bytes of one image within a reply: 2048 x 2048 pixels of four bytes, in base64, and some margin. */
const MAX_INLINE_IMAGE = 24 * 2 ** 20;

const NO_IMAGES: ReplyLimits = { text: MAX_REPLY, images: MAX_REPLY };

/** How large a reply about a task may be: as large as the images that the task asks for. */
function replyLimits({ outputType = 'URL', numberResults = 1 }: ImageTask): ReplyLimits {
  if (outputType === 'URL') return NO_IMAGES;
  return { text: MAX_REPLY, images: Math.min(numberResults, MAX_RESULTS) * MAX_INLINE_IMAGE };
}

/** How large a reply about several tasks may be. */
function batchLimits(tasks: readonly ImageTask[]): ReplyLimits {
  const all = tasks.map(replyLimits);
  return {
    text: Math.max(...all.map(({ text }) => text)),
    images: all.reduce((sum, { images }) => sum + images, 0),
  };
}

/** The most tasks that one request polls: as many as ever run at once. */
const MAX_BATCH = 20;

/** The images of the largest task: a string of JavaScript cannot be much longer. */
const MAX_IMAGES = MAX_RESULTS * MAX_INLINE_IMAGE;

function countThatFits(tasks: readonly ImageTask[]): number {
  let count = Math.min(tasks.length, MAX_BATCH);
  while (count > 1 && batchLimits(tasks.slice(0, count)).images > MAX_IMAGES) count--;
  return count;
}

/** Whether the service uploads a task's images to an address that the task names. */
function isUploaded({ uploadEndpoint }: ImageTask): boolean {
  return uploadEndpoint !== undefined;
}

/**
 * Failures of a status request that may come with HTTP 200. Any other error in such a reply is about one of the
 * generations.
 */
const REQUEST_FAILURES: readonly ErrorClass[] = ['auth', 'rateLimit'];

function malformed(status: number): TaskError {
  if (status >= 400) return readError(undefined, status);
  return localError('unknown', 'malformedReply', 'The reply of the service is not a JSON envelope.');
}

function failure(reply: Reply, http: HttpReply): ServiceError {
  const [first = malformed(http.status), ...rest] = reply.errors;
  return new ServiceError([first, ...rest], { retryAfter: http.retryAfter });
}

/** A proxy may reply with 404, too. Only the service itself can say that it does not know a task. */
function unexplainedNotFound(): ServiceError {
  const message = 'HTTP status 404, without a message of the service about the task.';
  return new ServiceError([localError('unknown', 'http404', message)]);
}

/** The archived reply in a `getTaskDetails` item: its `response` holds the original envelope. */
function archivedReply(items: readonly JsonObject[], taskUUID: string): Reply | undefined {
  const response = items.find((item) => isJsonObject(item['response']))?.['response'];
  return response === undefined ? undefined : readReply(response, 200, taskUUID);
}

/** The real service over HTTPS (source: the service's task API reference). */
export class RunwareBackend implements Backend {
  readonly id = 'runware';
  readonly address: string;
  private readonly options: RunwareOptions;
  private readonly http: HttpClient;
  private readonly batcher = new PollBatcher({
    pollOne: (task, signal) => this.pollOne(task, signal),
    pollMany: (tasks, signal) => this.pollMany(tasks, signal),
    countThatFits,
  });

  constructor(options: RunwareOptions) {
    this.options = options;
    const { endpoint, dispatcher, limits } = options;
    // Any other part of the URL may be a secret.
    this.address = `${endpoint.origin}${endpoint.pathname}`;
    this.http = new HttpClient(typeof dispatcher === 'function' ? dispatcher : () => dispatcher, limits);
  }

  async fingerprint(salt: string): Promise<string> {
    return fingerprintOf(await this.options.key(), salt);
  }

  async submit(task: ImageTask, signal: AbortSignal): Promise<void> {
    const { http, reply } = await this.call(task, replyLimits(task), signal);
    if (http.status >= 400 || reply.data.length === 0) throw failure(reply, http);
  }

  poll(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    return this.batcher.poll(task, signal);
  }

  async recall(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.ask('getTaskDetails', task, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(archivedReply(reply.data, task.taskUUID) ?? reply, isUploaded(task));
  }

  async download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { endpoint, key } = this.options;
    // Images are downloaded without the key, so a missing key must not prevent that.
    const redact = this.http.redactFor(await key().catch(() => ''));
    return this.http.open(url, { plainHttp: isLoopback(endpoint), redact }, signal);
  }

  /**
   * The account's balance in US dollars. The reply also lists the people and keys of the account, which are dropped.
   */
  async balance(signal: AbortSignal): Promise<number> {
    const request = { taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' };
    const { http, reply } = await this.call(request, NO_IMAGES, signal);
    const balance = reply.data.map((item) => item['balance']).find(Number.isFinite);
    if (http.status < 400 && typeof balance === 'number') return balance;
    if (http.status >= 400 || reply.errors.length > 0) throw failure(reply, http);
    throw new ServiceError([localError('unknown', 'noBalance', 'The service did not report the balance.')]);
  }

  private async pollOne(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.ask('getResponse', task, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(reply, isUploaded(task));
  }

  private async pollMany(tasks: readonly ImageTask[], signal: AbortSignal): Promise<readonly PollAnswer[]> {
    const polls = tasks.map(({ taskUUID }) => ({ taskType: 'getResponse', taskUUID }));
    const http = await this.post(polls, batchLimits(tasks), signal);
    return tasks.map((task) => {
      const reply = readReplyFor(http.body, http.status, task.taskUUID);
      if (!reply) return 'silent';
      try {
        this.requireAnswer(reply, http);
        return readSnapshot(reply, isUploaded(task));
      } catch (error) {
        if (error instanceof ServiceError) return error;
        throw error;
      }
    });
  }

  private ask(
    taskType: string,
    task: ImageTask,
    signal: AbortSignal,
  ): Promise<{ http: HttpReply; reply: Reply }> {
    return this.call({ taskType, taskUUID: task.taskUUID }, replyLimits(task), signal);
  }

  private async call(
    task: JsonObject & { readonly taskUUID: string },
    limits: ReplyLimits,
    signal: AbortSignal,
  ): Promise<{ http: HttpReply; reply: Reply }> {
    const http = await this.post([task], limits, signal);
    return { http, reply: readReply(http.body, http.status, task.taskUUID) };
  }

  private async post(
    tasks: readonly JsonObject[],
    limits: ReplyLimits,
    signal: AbortSignal,
  ): Promise<HttpReply> {
    const { endpoint, key } = this.options;
    return this.http.postJson(endpoint, await key(), tasks, limits, signal);
  }

  private requireAnswer(reply: Reply, http: HttpReply): void {
    if (saysNotFound(reply, http.status)) {
      throw new ServiceError([
        localError('notFound', 'taskNotFound', 'The service does not know this task.'),
      ]);
    }
    if (reply.data.length > 0) return;
    if (http.status === 404 && reply.errors.length === 0) throw unexplainedNotFound();
    // With HTTP 200, errors that name the task are about its generations: the request itself succeeded.
    const failed = http.status >= 400 || !isJsonObject(http.body);
    const refused = reply.errors.some((error) => REQUEST_FAILURES.includes(error.class));
    const unanswered = reply.errors.length > 0 && reply.taskErrors.length === 0;
    if (failed || refused || unanswered) throw failure(reply, http);
  }
}
