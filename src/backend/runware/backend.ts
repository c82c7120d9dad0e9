import type { Dispatcher } from 'undici';
import { type ErrorClass, localError, readError, ServiceError, type TaskError } from '../../task/errors';
import { type ImageTask, isJsonObject, type JsonObject } from '../../task/types';
import type { Backend, TaskSnapshot } from '../port';
import { isLoopback } from './endpoint';
import type { TimeLimits } from './exchange';
import { HttpClient, type HttpReply } from './http';
import { readReply, readSnapshot, type Reply, saysNotFound } from './reply';

export interface RunwareOptions {
  readonly endpoint: URL;
  /** Asked for at each request, so that a changed key counts at once and none is kept. */
  readonly key: () => Promise<string>;
  readonly dispatcher: Dispatcher;
  readonly limits?: TimeLimits;
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

/** The archived reply of a `getTaskDetails` item: its `response` is the whole envelope. */
function archivedReply(items: readonly JsonObject[], taskUUID: string): Reply | undefined {
  const response = items.find((item) => isJsonObject(item['response']))?.['response'];
  return response === undefined ? undefined : readReply(response, 200, taskUUID);
}

/** The real service over HTTPS (source: the service's task API reference). */
export class RunwareBackend implements Backend {
  readonly id = 'runware';
  private readonly options: RunwareOptions;
  private readonly http: HttpClient;

  constructor(options: RunwareOptions) {
    this.options = options;
    this.http = new HttpClient(options.dispatcher, options.limits);
  }

  async submit(task: ImageTask, signal: AbortSignal): Promise<void> {
    const { http, reply } = await this.call(task, signal);
    if (http.status >= 400 || reply.data.length === 0) throw failure(reply, http);
  }

  async poll(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.call({ taskType: 'getResponse', taskUUID: task.taskUUID }, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(reply);
  }

  async recall(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.call({ taskType: 'getTaskDetails', taskUUID: task.taskUUID }, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(archivedReply(reply.data, task.taskUUID) ?? reply);
  }

  download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    return this.http.open(url, isLoopback(this.options.endpoint), signal);
  }

  private async call(
    task: JsonObject & { readonly taskUUID: string },
    signal: AbortSignal,
  ): Promise<{ http: HttpReply; reply: Reply }> {
    const { endpoint, key } = this.options;
    const http = await this.http.postJson(endpoint, await key(), [task], signal);
    return { http, reply: readReply(http.body, http.status, task.taskUUID) };
  }

  private requireAnswer(reply: Reply, http: HttpReply): void {
    if (saysNotFound(reply, http.status)) {
      throw new ServiceError([
        localError('notFound', 'taskNotFound', 'The service does not know this task.'),
      ]);
    }
    if (reply.data.length > 0) return;
    // With HTTP 200 the errors are those of generations: the request itself was answered.
    const failed = http.status >= 400 || !isJsonObject(http.body);
    const refused = reply.errors.some((error) => REQUEST_FAILURES.includes(error.class));
    if (failed || refused) throw failure(reply, http);
  }
}
