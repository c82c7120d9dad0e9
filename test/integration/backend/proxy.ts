import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Identity } from './authority';
import { listen, type Listening } from './server';

/** A received request for a tunnel. */
interface Wish {
  readonly target: string | undefined;
  readonly authorization: string | undefined;
}

/** A real proxy that opens tunnels. */
export interface Proxy {
  readonly url: string;
  readonly wishes: readonly Wish[];
  readonly close: () => Promise<void>;
}

export interface ProxyOptions {
  /** The real locations of hosts (`name:port`): ports of the loopback. No other host can be reached. */
  readonly routes: Readonly<Record<string, number>>;
  /** The required `Proxy-Authorization`. */
  readonly authorization?: string;
  /** Whether it uses TLS itself. */
  readonly identity?: Identity;
}

export async function startProxy({ routes, authorization, identity }: ProxyOptions): Promise<Proxy> {
  const wishes: Wish[] = [];
  const server = identity ? createHttpsServer({ ...identity }) : createHttpServer();
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    const wish = { target: request.url, authorization: request.headers['proxy-authorization'] };
    wishes.push(wish);
    client.on('error', () => undefined);
    if (authorization !== undefined && wish.authorization !== authorization) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    const port = routes[wish.target ?? ''];
    if (port === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  const { port, close }: Listening = await listen(server);
  return { url: `${identity ? 'https' : 'http'}://127.0.0.1:${port}`, wishes, close };
}
