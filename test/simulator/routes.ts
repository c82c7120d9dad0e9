import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from './auth';
import { combine, envelope, refusal, type Outcome } from './errors';
import { BODY_LIMIT, parseJson, readBody, sendJson } from './http';
import { encode, MEDIA_TYPES, type ImageHost } from './images';
import type { ReceivedRequest, Settings } from './options';
import type { Service } from './service';

/** What the requests are answered from. */
export interface Site {
  readonly settings: Settings;
  readonly images: ImageHost;
  readonly service: Service;
  readonly requests: ReceivedRequest[];
}

/** Answers one request, whatever it is. Never rejects. */
export async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const text = await readBody(request);
    const { method = '', url = '/', headers } = request;
    const body = text === undefined || text === '' ? undefined : (parseJson(text) ?? text);
    const received: ReceivedRequest = { method, path: url, headers, body };
    site.requests.push(received);
    if (await site.settings.faults?.examine(received, response)) return;
    await route(site, received, text, response);
  } catch (error) {
    // A client that has gone away is no failure; its connection cannot be answered either.
    if (request.destroyed && !request.complete) return;
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, internalError(error));
  }
}

async function route(
  site: Site,
  request: ReceivedRequest,
  text: string | undefined,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.path, 'http://127.0.0.1');
  if (pathname.startsWith('/images/')) await sendImage(site, request, pathname, response);
  else if (pathname !== '/v1') send(response, fail(404, 'notFound', 'There is nothing here.'));
  else if (request.method !== 'POST') sendWrongMethod(response, 'POST');
  else send(response, await serve(site, request, text));
}

/** Handles a call of the API. */
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

async function sendImage(
  site: Site,
  request: ReceivedRequest,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const file = site.images.find(path);
  if (request.method !== 'GET' && request.method !== 'HEAD') sendWrongMethod(response, 'GET, HEAD');
  else if (file === undefined) send(response, fail(404, 'notFound', 'There is no such image.'));
  else if (file === 'expired') send(response, fail(410, 'expired', 'This image has expired.'));
  else {
    const bytes = await encode(file);
    response.writeHead(200, { 'content-type': MEDIA_TYPES[file.format], 'content-length': bytes.length });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  }
}

function sendWrongMethod(response: ServerResponse, allow: string): void {
  send(response, fail(405, 'invalidMethod', `Only ${allow} is supported here.`), { allow });
}

function fail(status: number, code: string, message: string): Outcome {
  return refusal(status, { code, message });
}

function send(response: ServerResponse, outcome: Outcome, headers?: Readonly<Record<string, string>>): void {
  sendJson(response, outcome.status, envelope(outcome), headers);
}

function internalError(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  return { errors: [{ code: 'internalServerError', message }] };
}
