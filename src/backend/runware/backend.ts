import type { Dispatcher } from 'undici';
import { type ErrorClass, localError, readError, ServiceError, type TaskError } from '../../task/errors';
import { type ImageTask, isJsonObject, type JsonObject } from '../../task/types';
import type { Backend, TaskSnapshot } from '../port';
import { type HttpReply, openUrl, postJson } from './http';
import { readReply, readSnapshot, type Reply, saysNotFound } from './reply';

export interface RunwareOptions {
  readonly endpoint: URL;
  /** Asked for at each request, so that a changed key counts at once and none is kept. */
  readonly key: () => Promise<string>;
  readonly dispatcher: Dispatcher;
}

/** Failures of a status request itself; any other error in a reply is about one of the task's generations. */
const REQUEST_FAILURES: readonly ErrorClass[] = ['auth', 'rateLimit', 'serverError', 'timeout'];

function malformed(status: number): TaskError {
  if (status >= 400) return readError(undefined, status);
  return localError('unknown', 'malformedReply', 'The reply of the service is no JSON envelope.');
}

function failure(reply: Reply, http: HttpReply): ServiceError {
  const [first = malformed(http.status), ...rest] = reply.errors;
  return new ServiceError([first, ...rest], { retryAfter: http.retryAfter });
}

function expectedResults(task: ImageTask): number {
  return task.numberResults ?? 1;
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

  constructor(options: RunwareOptions) {
    this.options = options;
  }

  async submit(task: ImageTask, signal: AbortSignal): Promise<void> {
    const { http, reply } = await this.call(task, signal);
    if (http.status >= 400 || reply.data.length === 0) throw failure(reply, http);
  }

  async poll(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.call({ taskType: 'getResponse', taskUUID: task.taskUUID }, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(reply, expectedResults(task));
  }

  async recall(task: ImageTask, signal: AbortSignal): Promise<TaskSnapshot> {
    const { http, reply } = await this.call({ taskType: 'getTaskDetails', taskUUID: task.taskUUID }, signal);
    this.requireAnswer(reply, http);
    return readSnapshot(archivedReply(reply.data, task.taskUUID) ?? reply, expectedResults(task));
  }

  download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    return openUrl(url, this.options.dispatcher, signal);
  }

  private async call(
    task: JsonObject & { readonly taskUUID: string },
    signal: AbortSignal,
  ): Promise<{ http: HttpReply; reply: Reply }> {
    const { endpoint, key, dispatcher } = this.options;
    const http = await postJson(endpoint, await key(), [task], dispatcher, signal);
    return { http, reply: readReply(http.body, http.status, task.taskUUID) };
  }

  private requireAnswer(reply: Reply, http: HttpReply): void {
    if (saysNotFound(reply, http.status)) {
      throw new ServiceError([
        localError('notFound', 'taskNotFound', 'The service does not know this task.'),
      ]);
    }
    if (reply.data.length > 0) return;
    const first = reply.errors[0];
    const empty = first === undefined && (http.status >= 400 || !isJsonObject(http.body));
    if (empty || (first && REQUEST_FAILURES.includes(first.class))) throw failure(reply, http);
  }
}
