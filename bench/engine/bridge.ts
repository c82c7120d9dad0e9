import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { isJsonObject } from '../../src/task/types';

/** The part of `ws` that we use. */
interface Socket {
  on(event: 'message', listener: (message: Buffer) => void): void;
  send(text: string): void;
  terminate(): void;
}
interface SocketServer {
  readonly clients: Iterable<Socket>;
  address(): AddressInfo;
  once(event: 'listening', listener: () => void): void;
  on(event: 'connection', listener: (socket: Socket) => void): void;
  close(): void;
}

// Installed for the benchmark alone: nothing else needs it.
const { WebSocketServer } = createRequire(new URL('sdk/package.json', import.meta.url))('ws') as {
  readonly WebSocketServer: new (options: { port: number; host: string }) => SocketServer;
};

/**
 * Replies to messages that exist only on the web socket: the greeting and the heartbeat. Others are passed on to the
 * service.
 */
function ownAnswer(task: unknown): object | undefined {
  const taskType = isJsonObject(task) ? task['taskType'] : undefined;
  if (taskType === 'ping') return { data: [{ taskType, pong: true }] };
  if (taskType !== 'authentication') return undefined;
  return { data: [{ taskType, connectionSessionUUID: randomUUID() }] };
}

/** A web socket in front of a simulator, for a client that does not use HTTP: each message becomes a request. */
export async function startBridge(
  endpoint: string,
  apiKey: string,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', resolve));
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
  server.on('connection', (socket) => {
    socket.on('message', (bytes: Buffer) => {
      const body = bytes.toString('utf8');
      const message: unknown = JSON.parse(body);
      const own = ownAnswer(Array.isArray(message) ? message[0] : message);
      if (own) socket.send(JSON.stringify(own));
      else {
        void fetch(endpoint, { method: 'POST', headers, body }).then(async (reply) => {
          socket.send(await reply.text());
        });
      }
    });
  });
  return {
    url: `ws://127.0.0.1:${server.address().port}`,
    close: () => {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
