import { randomUUID } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { type ErrorClass, localError, readError, ServiceError, type TaskError } from '../../task/errors';
import { type ImageTask, isJsonObject, type JsonObject, MAX_RESULTS } from '../../task/types';
import type { Backend, TaskSnapshot } from '../port';
import { isLoopback } from './endpoint';
import type { DispatcherSource, TimeLimits } from './exchange';
import { fingerprintOf } from './fingerprint';
import { HttpClient, type HttpReply } from './http';
import { type Answer, Questions } from './questions';
import { readReply, readReplyAmongOthers, readSnapshot, type Reply, saysNotFound } from './reply';
import type { ReplyLimits } from './reply-text';

export interface RunwareOptions {
  readonly endpoint: URL;
  /** Asked for at each request, so that a changed key counts at once and none is kept. */
  readonly key: () => Promise<string>;
  /** The connections, or where to find the present ones at each request. */
  readonly dispatcher: Dispatcher | DispatcherSource;
  readonly limits?: TimeLimits;
}

/** The most bytes of a reply but for the images in it, and of such images that nobody has asked for. */
const MAX_REPLY = 4 * 2 ** 20;

/** The most bytes of one image within a reply: 2048 x 2048 pixels of four bytes, in base64, and some. */
const MAX_INLINE_IMAGE = 24 * 2 ** 20;

const WORDS_ALONE: ReplyLimits = { words: MAX_REPLY, images: MAX_REPLY };

/** How large a reply about a task may be: as large as what the task can rightly bring. */
function replyLimits({ outputType = 'URL', numberResults = 1 }: ImageTask): ReplyLimits {
  if (outputType === 'URL') return WORDS_ALONE;
  return { words: MAX_REPLY, images: Math.min(numberResults, MAX_RESULTS) * MAX_INLINE_IMAGE };
}

/** How large a reply about several tasks may be. */
function roomFor(tasks: readonly ImageTask[]): ReplyLimits {
  const all = tasks.map(replyLimits);
  return {
    words: Math.max(...all.map(({ words }) => words)),
    images: all.reduce((sum, { images }) => sum + images, 0),
  };
}

/** The most tasks that one request asks for: as many as are ever driven at once. */
const MAX_TOGETHER = 20;

/** The images of the largest task fill a reply: a text cannot be much longer. */
const MAX_IMAGES = MAX_RESULTS * MAX_INLINE_IMAGE;

function howManyFit(tasks: readonly ImageTask[]): number {
  let count = Math.min(tasks.length, MAX_TOGETHER);
  while (count > 1 && roomFor(tasks.slice(0, count)).images > MAX_IMAGES) count--;
  return count;
}

/** Whether the service hands a task's images to an address that the task names. */
function isSentOn({ uploadEndpoint }: ImageTask): boolean {
  return uploadEndpoint !== undefined;
}

/** Failures of a status request that may come with HTTP 200; any other error there is about one of the generations. */
const REQUEST_FAILURES: readonly ErrorClass[] = ['auth', 'rateLimit'];

function malformed(status: number): TaskError {
  if (status >= 400) return readError(undefined, status);
  return localError('unknown', 'malformedReply', 'The reply of the service is no JSON envelope.');
}

function failure(reply: Reply, http: HttpReply): ServiceError {
  const [first = malformed(http.status), ...rest] = reply.errors;
  return new ServiceError([first, ...rest], { retryAfter: http.retryAfter });
}

/** Anything on the way to the service may answer so: only the service itself can say that it does not know a task. */
function wordlessNotFound(): ServiceError {
  const words = 'HTTP status 404, without a word of the service about the task.';
  return new ServiceError([localError('unknown', 'http404', words)]);
}

/** The archived reply of a `getTaskDetails` item: its `response` is the whole envelope. */
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
  private readonly questions = new Questions({
    alone: (task, signal) => this.pollAlone(task, signal),
    together: (tasks, signal) => this.pollTogether(tasks, signal),
    fitting: howManyFit,
  });

  constructor(options: RunwareOptions) {
    this.options = options;
    const { endpoint, dispatcher, limits } = options;
    // Whatever else stands in it may be a secret.
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
    return this.questions.ask(task, signal);
  }

  async recall(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.ask('getTaskDetails', task, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(archivedReply(reply.data, task.taskUUID) ?? reply, isSentOn(task));
  }

  async download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { endpoint, key } = this.options;
    // An image is fetched without the key, and so without one that is there.
    const hide = this.http.hiding(await key().catch(() => ''));
    return this.http.open(url, { plainHttp: isLoopback(endpoint), hide }, signal);
  }

  /** The account's balance in US dollars. The people and keys of the account, which the reply lists too, are dropped. */
  async balance(signal: AbortSignal): Promise<number> {
    const question = { taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' };
    const { http, reply } = await this.call(question, WORDS_ALONE, signal);
    const balance = reply.data.map((item) => item['balance']).find(Number.isFinite);
    if (http.status < 400 && typeof balance === 'number') return balance;
    if (http.status >= 400 || reply.errors.length > 0) throw failure(reply, http);
    throw new ServiceError([localError('unknown', 'noBalance', 'The service did not tell the balance.')]);
  }

  private async pollAlone(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.ask('getResponse', task, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(reply, isSentOn(task));
  }

  private async pollTogether(tasks: readonly ImageTask[], signal: AbortSignal): Promise<readonly Answer[]> {
    const questions = tasks.map(({ taskUUID }) => ({ taskType: 'getResponse', taskUUID }));
    const http = await this.post(questions, roomFor(tasks), signal);
    return tasks.map((task) => {
      const reply = readReplyAmongOthers(http.body, http.status, task.taskUUID);
      if (!reply) return 'silent';
      try {
        this.requireAnswer(reply, http);
        return readSnapshot(reply, isSentOn(task));
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
    if (http.status === 404 && reply.errors.length === 0) throw wordlessNotFound();
    // With HTTP 200 the errors that name the task are those of generations: the request itself was answered.
    const failed = http.status >= 400 || !isJsonObject(http.body);
    const refused = reply.errors.some((error) => REQUEST_FAILURES.includes(error.class));
    const unanswered = reply.errors.length > 0 && reply.taskErrors.length === 0;
    if (failed || refused || unanswered) throw failure(reply, http);
  }
}
