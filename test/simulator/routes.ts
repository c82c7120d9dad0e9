import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from './auth';
import type { Calls } from './calls';
import { combine, envelope, refusal, type Outcome } from './errors';
import type { Misbehavior } from './faults/fault';
import { LOOP } from './faults/redirects';
import { BODY_LIMIT, jsonReply, parseJson, readBody, sendReply, type Reply } from './http';
import { encode, MEDIA_TYPES, type ImageHost } from './images';
import type { ReceivedRequest, Settings } from './options';
import type { Service } from './service';

/** What is needed to reply to requests. */
export interface Site {
  readonly settings: Settings;
  readonly images: ImageHost;
  readonly service: Service;
  readonly calls: Calls;
  readonly requests: ReceivedRequest[];
  readonly misbehaved: Misbehavior[];
  /** Aborts when the simulator closes. */
  readonly closing: AbortSignal;
}

/** Replies to any request. Never rejects. */
export async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const text = await readBody(request);
    const { method = '', url = '/', headers } = request;
    const body = text === undefined || text === '' ? undefined : (parseJson(text) ?? text);
    const received: ReceivedRequest = { method, path: url, headers, body };
    const call = site.calls.note(received);
    keep(site, received);
    if (await site.settings.faults?.examine(received, response)) return;
    const handle = (): Promise<Reply> => route(site, received, text);
    const fault = call && site.settings.misbehave(call);
    if (fault) {
      site.misbehaved.push({ place: call.place, fault: fault.name, taskUUID: call.taskUUID });
      await fault.inflict({ ...call, response, closing: site.closing, handle });
    } else sendReply(response, await handle());
  } catch (error) {
    // A client that has disconnected is not a failure, and cannot get a reply.
    if (request.destroyed && !request.complete) return;
    if (response.headersSent) response.destroy();
    else sendReply(response, jsonReply(500, internalError(error)));
  }
}

function keep({ requests, settings }: Site, request: ReceivedRequest): void {
  requests.push(request);
  if (requests.length > settings.keepRequests) requests.shift();
}

async function route(site: Site, request: ReceivedRequest, text: string | undefined): Promise<Reply> {
  const { pathname } = new URL(request.path, 'http://127.0.0.1');
  if (pathname.startsWith('/images/')) return imageReply(site, request, pathname);
  if (pathname === LOOP.headers['location']) return LOOP;
  if (pathname !== '/v1') return reply(fail(404, 'notFound', 'There is nothing here.'));
  if (request.method !== 'POST') return wrongMethod('POST');
  return reply(await serve(site, request, text));
}

/** Handles an API request. */
async function serve(site: Site, request: ReceivedRequest, text: string | undefined): Promise<Outcome> {
  const refused = authenticate(request.headers, site.settings.apiKeys);
  if (refused) return refused;
  if (text === undefined) return fail(413, 'invalidBodySize', `A body may have ${BODY_LIMIT} bytes at most.`);
  if (!/^application\/json *(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return fail(415, 'invalidContentType', "The body must be sent as 'Content-Type: application/json'.");
  }
  const tasks = parseJson(text);
  if (tasks === undefined) return fail(400, 'invalidJson', 'The body is not valid JSON.');
  if (!Array.isArray(tasks) || tasks.length === 0) {
    return fail(400, 'invalidRequest', 'The body must be an array of one or more task objects.');
  }
  return combine(await Promise.all(tasks.map((task: unknown) => site.service.handle(task, tasks))));
}

async function imageReply(site: Site, { method }: ReceivedRequest, path: string): Promise<Reply> {
  const file = site.images.find(path);
  if (method !== 'GET' && method !== 'HEAD') return wrongMethod('GET, HEAD');
  if (file === undefined) return reply(fail(404, 'notFound', 'There is no such image.'));
  if (file === 'expired') return reply(fail(410, 'expired', 'This image has expired.'));
  return { status: 200, headers: { 'content-type': MEDIA_TYPES[file.format] }, body: await encode(file) };
}

function wrongMethod(allow: string): Reply {
  return reply(fail(405, 'invalidMethod', `Only ${allow} is supported here.`), { allow });
}

function fail(status: number, code: string, message: string): Outcome {
  return refusal(status, { code, message });
}

function reply(outcome: Outcome, headers?: Readonly<Record<string, string>>): Reply {
  return jsonReply(outcome.status, envelope(outcome), headers);
}

function internalError(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  return { errors: [{ code: 'internalServerError', message }] };
}
