import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { RunwareBackend } from '../../../src/backend/runware/backend';
import { createDispatcher } from '../../../src/backend/runware/dispatcher';
import { DEFAULT_LIMITS, type TimeLimits } from '../../../src/backend/runware/exchange';
import { ServiceError } from '../../../src/task/errors';
import { buildTasks } from '../../../src/task/build';
import { DEFAULT_OPTIONS, type ImageTask } from '../../../src/task/types';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const TASK_UUID = '6f9c3f6e-0c8b-4f5e-9d0a-1c2b3a4d5e6f';
const PROMPT = { compositional_deconstruction: { background: 'Plain paper', elements: [] } };

export const NEVER = new AbortController().signal;

/** A server on a port of the loopback. */
export interface Listening {
  readonly port: number;
  /** Closes its connections, too. */
  readonly close: () => Promise<void>;
}

export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** A server with the replies of a test, and the real backend that uses it. */
export interface Scripted {
  readonly origin: string;
  readonly backend: RunwareBackend;
  answer: Handler;
  close(): Promise<void>;
}

export async function startScripted(limits: TimeLimits = DEFAULT_LIMITS): Promise<Scripted> {
  const server = createServer((request, response) => scripted.answer(request, response));
  const { port, close } = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  const dispatcher = createDispatcher({ strictSSL: true });
  const key = () => Promise.resolve('the-secret-key');
  const scripted: Scripted = {
    origin,
    backend: new RunwareBackend({ endpoint: new URL(`${origin}/v1`), key, dispatcher, limits }),
    answer: (_request, response) => response.end(),
    async close() {
      await dispatcher.destroy();
      await close();
    },
  };
  return scripted;
}

/** Gives the same reply to everything. */
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
