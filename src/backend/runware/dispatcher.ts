import { type Dispatcher, EnvHttpProxyAgent } from 'undici';

/** How connections leave this machine; absent members fall back to the environment (`HTTPS_PROXY`, `NO_PROXY`, ...). */
export interface ConnectionSettings {
  readonly proxy?: string | undefined;
  readonly noProxy?: readonly string[] | undefined;
  /** False accepts certificates of unknown authorities. */
  readonly strictSSL: boolean;
}

/** Addresses of this machine are never reached through a proxy. */
const LOCAL = ['localhost', '127.0.0.1', '[::1]', '::1'];

/** Opens a connection pool on these settings. Its owner closes it. */
export function createDispatcher(settings: ConnectionSettings): Dispatcher {
  const { proxy, noProxy, strictSSL } = settings;
  const environment = process.env['NO_PROXY'] ?? process.env['no_proxy'] ?? '';
  const exceptions = noProxy && noProxy.length > 0 ? noProxy : environment.split(',').filter((s) => s !== '');
  return new EnvHttpProxyAgent({
    ...(proxy ? { httpProxy: proxy, httpsProxy: proxy } : {}),
    noProxy: [...LOCAL, ...exceptions].join(','),
    connect: { rejectUnauthorized: strictSSL, timeout: 20_000 },
    requestTls: { rejectUnauthorized: strictSSL },
  });
}
