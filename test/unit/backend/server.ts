import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { createDispatcher } from '../../../src/backend/runware/dispatcher';
import { ServiceError } from '../../../src/task/errors';
import { buildTasks } from '../../../src/task/build';
import { DEFAULT_OPTIONS, type ImageTask } from '../../../src/task/types';
import { PROMPT } from '../simulator/client';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const TASK_UUID = '6f9c3f6e-0c8b-4f5e-9d0a-1c2b3a4d5e6f';
export const NEVER = new AbortController().signal;

/** A server that says what a test makes it say, and the real backend that talks to it. */
export interface Scripted {
  readonly origin: string;
  readonly backend: RunwareBackend;
  answer: Handler;
  close(): Promise<void>;
}

export async function startScripted(): Promise<Scripted> {
  const server = createServer((request, response) => scripted.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dispatcher = createDispatcher({ strictSSL: true });
  const key = () => Promise.resolve('the-secret-key');
  const scripted: Scripted = {
    origin,
    backend: new RunwareBackend({ endpoint: new URL(`${origin}/v1`), key, dispatcher }),
    answer: (_request, response) => response.end(),
    async close() {
      await dispatcher.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return scripted;
}

/** Answers everything with the same. */
export function always(status: number, body: unknown, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

export function taskOf(count = 1): ImageTask {
  const [task] = buildTasks('prompt', PROMPT, { ...DEFAULT_OPTIONS, count }, () => TASK_UUID);
  if (!task) throw new Error('no task was built');
  return task;
}

/** The `ServiceError` that a call rejects with. */
export async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
