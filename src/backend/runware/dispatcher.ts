import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Agent, buildConnector, Client, type Dispatcher } from 'undici';
import { systemTrust } from './certificates';
import { toConnectError, proxyRefused } from './connection-errors';
import { type Proxy, proxyFor, type ProxySettings } from './proxies';

/** How connections are made. */
export interface ConnectionSettings extends ProxySettings {
  /** False accepts certificates of unknown authorities, from the service and from an https proxy. */
  readonly strictSSL: boolean;
  /** False trusts only the authorities that Node knows by itself, including those of `NODE_EXTRA_CA_CERTS`. */
  readonly systemCertificates?: boolean | undefined;
}

/** How long each step of connecting may take (to the proxy, its reply, to the service), in milliseconds. */
const STEP_LIMIT = 20_000;

type Target = buildConnector.Options;

function connectBy(connector: buildConnector.connector, target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    connector(target, (error, socket) => {
      if (error) reject(error);
      else resolve(socket);
    });
  });
}

function discard(socket: Duplex): void {
  socket.on('error', () => undefined).destroy();
}

/** Makes connections with these settings: directly, or through the tunnel of a proxy. */
class Connector {
  private readonly settings: ConnectionSettings;
  private readonly stepLimit: number;
  private readonly plain: buildConnector.connector;
  private secure: Promise<buildConnector.connector> | undefined;

  constructor(settings: ConnectionSettings, stepLimit: number) {
    this.settings = settings;
    this.stepLimit = stepLimit;
    this.plain = buildConnector({ timeout: stepLimit });
  }

  async connect(target: Target): Promise<Socket> {
    const url = new URL(`${target.protocol}//${target.host ?? target.hostname}`);
    try {
      const proxy = proxyFor(url, this.settings);
      const connector = url.protocol === 'https:' ? await this.trusting() : this.plain;
      if (!proxy) return await connectBy(connector, target);
      const tunnel = await this.tunnel(proxy, `${url.hostname}:${url.port || '443'}`, connector);
      return await connectBy(connector, { ...target, httpSocket: tunnel });
    } catch (error) {
      throw toConnectError(error, url.host, false);
    }
  }

  /** Created once, since it caches TLS sessions. */
  private trusting(): Promise<buildConnector.connector> {
    this.secure ??= this.makeTrusting();
    return this.secure;
  }

  private async makeTrusting(): Promise<buildConnector.connector> {
    const { strictSSL, systemCertificates = true } = this.settings;
    return buildConnector({
      timeout: this.stepLimit,
      rejectUnauthorized: strictSSL,
      ...(strictSSL && systemCertificates ? { secureContext: await systemTrust() } : {}),
    });
  }

  private async tunnel(proxy: Proxy, target: string, connector: buildConnector.connector): Promise<Socket> {
    const { origin, authorization } = proxy;
    const client = new Client(origin, { connect: connector, headersTimeout: this.stepLimit });
    const credentials = authorization === undefined ? {} : { 'proxy-authorization': authorization };
    try {
      const headers = { host: target, ...credentials };
      const { statusCode, socket } = await client.connect({ path: target, headers });
      if (statusCode === 200 && socket instanceof Socket) return socket;
      discard(socket);
      throw proxyRefused(origin.host, target, statusCode);
    } catch (error) {
      throw toConnectError(error, origin.host, true);
    } finally {
      void client.destroy();
    }
  }
}

/** Creates a connection pool with these settings. The caller destroys it. */
export function createDispatcher(settings: ConnectionSettings, stepLimit = STEP_LIMIT): Dispatcher {
  const connector = new Connector(settings, stepLimit);
  return new Agent({
    connect: (target, callback) => {
      connector.connect(target).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(toConnectError(error, target.hostname, false), null),
      );
    },
  });
}

/**
 * A connection pool for all requests. When the settings change, new requests use a new pool, and the old one closes
 * with its last request.
 */
export class SharedDispatcher {
  private readonly settings: () => ConnectionSettings;
  private readonly open = new Set<Dispatcher>();
  private latest: { readonly dispatcher: Dispatcher; readonly madeFor: string } | undefined;
  private ended = false;

  /** `settings` is called for each request. */
  constructor(settings: () => ConnectionSettings) {
    this.settings = settings;
  }

  /** The pool for the present settings. Call it for each request. */
  current(): Dispatcher {
    const settings = this.settings();
    const madeFor = JSON.stringify(settings);
    if (this.latest && (this.ended || this.latest.madeFor === madeFor)) return this.latest.dispatcher;
    const old = this.latest?.dispatcher;
    if (old) void old.close().finally(() => this.open.delete(old));
    const dispatcher = createDispatcher(settings);
    this.open.add(dispatcher);
    this.latest = { dispatcher, madeFor };
    if (this.ended) void dispatcher.destroy();
    return dispatcher;
  }

  /** Closes every connection. Requests in progress fail, and later ones, too. */
  async destroy(): Promise<void> {
    this.ended = true;
    await Promise.all([...this.open].map((dispatcher) => dispatcher.destroy()));
  }
}
