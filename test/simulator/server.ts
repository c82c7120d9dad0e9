import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../../src/task/types';
import { Account } from './account';
import { Calls } from './calls';
import type { Misbehavior } from './faults/fault';
import { ImageHost } from './images';
import { TEST_KEY, withDefaults, type ReceivedRequest, type SimulatorOptions } from './options';
import { answer, type Site } from './routes';
import { Runner } from './runner';
import { Service } from './service';

/** A running simulator of the service. */
export interface Simulator {
  /** The endpoint: `http://127.0.0.1:PORT/v1`. */
  readonly url: string;
  readonly port: number;
  /** An accepted key. */
  readonly apiKey: string;
  /** Every request so far, or the latest `keepRequests`, including those for images and refused ones. */
  readonly requests: readonly ReceivedRequest[];
  /** The accepted `imageInference` tasks, as they were sent. Each is paid for. */
  readonly accepted: readonly JsonObject[];
  /** How often an `imageInference` task was received, including those that were refused or failed. */
  readonly submissions: number;
  /** The requests that were made to fail, oldest first. */
  readonly misbehaved: readonly Misbehavior[];
  /** US dollars. A task is charged when it is accepted; a generation that fails is refunded. */
  readonly balance: number;
  /** Stops all work, closes every connection and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts a simulator of the image service on the loopback: its HTTP API as documented, strictly validated, with
 * images that show the prompt's layout instead of generated ones. Words in a prompt (`TRIGGERS`) flag or refuse its
 * content, make its last image fail, or hide its expansion.
 *
 * Where the documentation leaves a choice, the simulator does this: the tasks of an array are independent, and the
 * reply is 200 as soon as one of them was served; a failed generation is an error item in a reply with status 200; a
 * used taskUUID is refused with 400 `conflictTaskUUID`; `getTaskDetails` returns the array as it was sent, and the
 * state of the one task; an expired image is 410.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = withDefaults(options);
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const closing = new AbortController();
  // Every task in progress listens to it, and there may be many.
  setMaxListeners(Infinity, closing.signal);
  const account = new Account(settings.balance);
  const images = new ImageHost(settings.now);
  const runner = new Runner({ settings, account, images, origin, closing: closing.signal });
  const service = new Service(account, runner);
  const calls = new Calls(images);
  const requests: ReceivedRequest[] = [];
  const misbehaved: Misbehavior[] = [];
  const site: Site = { settings, images, service, calls, requests, misbehaved, closing: closing.signal };
  server.on('request', (request, response) => void answer(site, request, response));
  return {
    url: `${origin}/v1`,
    port,
    apiKey: settings.apiKeys === 'any' ? TEST_KEY : (settings.apiKeys[0] ?? TEST_KEY),
    requests,
    misbehaved,
    get submissions() {
      return calls.submissions;
    },
    get accepted() {
      return service.accepted;
    },
    get balance() {
      return account.balance;
    },
    async close() {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
