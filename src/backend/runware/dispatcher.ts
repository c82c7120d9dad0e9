import { Agent, type Dispatcher, EnvHttpProxyAgent, errors, Pool } from 'undici';

/** How connections leave this machine; absent members fall back to the environment (`HTTPS_PROXY`, `NO_PROXY`, ...). */
export interface ConnectionSettings {
  /** No proxy at all, whatever the environment says. */
  readonly direct?: boolean | undefined;
  readonly proxy?: string | undefined;
  readonly noProxy?: readonly string[] | undefined;
  /** False accepts certificates of unknown authorities. */
  readonly strictSSL: boolean;
}

/** Addresses of this machine are never reached through a proxy. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]', '::1'];

const CONNECT_TIMEOUT = 20_000;

function tunnelError(error: unknown): Error {
  if (error instanceof errors.SocketError) {
    return new errors.RequestAbortedError('The proxy closed the connection when asked for a tunnel.');
  }
  return error instanceof Error ? error : new Error(String(error));
}

type Connected = (error: Error | null, data: Dispatcher.ConnectData) => void;

/**
 * Connections to a proxy. When the proxy hangs up instead of answering, undici would take that for a hiccup and ask again,
 * endlessly and without a pause: another class of error makes the request fail.
 */
class ProxyPool extends Pool {
  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(options: Dispatcher.ConnectOptions, callback: Connected): void;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback?: Connected,
  ): Promise<Dispatcher.ConnectData> | undefined {
    if (!callback) {
      return super.connect(options).catch((error: unknown) => Promise.reject(tunnelError(error)));
    }
    super.connect(options, (error, data) => callback(error && tunnelError(error), data));
    return undefined;
  }
}

/** Opens a connection pool on these settings. Its owner destroys it. */
export function createDispatcher(settings: ConnectionSettings): Dispatcher {
  const { direct, proxy, noProxy, strictSSL } = settings;
  const connect = { rejectUnauthorized: strictSSL, timeout: CONNECT_TIMEOUT };
  if (direct) return new Agent({ connect });
  const environment = process.env['NO_PROXY'] ?? process.env['no_proxy'] ?? '';
  const exceptions = noProxy && noProxy.length > 0 ? noProxy : environment.split(',').filter((s) => s !== '');
  return new EnvHttpProxyAgent({
    ...(proxy ? { httpProxy: proxy, httpsProxy: proxy } : {}),
    noProxy: [...LOCAL, ...exceptions].join(','),
    connect,
    requestTls: { rejectUnauthorized: strictSSL },
    clientFactory: (origin, options) => new ProxyPool(origin, options),
  });
}
