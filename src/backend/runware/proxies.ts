import { isLoopback } from './endpoint';

/** Which proxy is used. Missing members fall back to the environment (`HTTPS_PROXY`, `NO_PROXY`, ...). */
export interface ProxySettings {
  /** Use no proxy, whatever the environment says. */
  readonly direct?: boolean | undefined;
  /** The proxy's address, which may contain a user name and a password. */
  readonly proxy?: string | undefined;
  /** The value of `Proxy-Authorization`, instead of the credentials in the address. */
  readonly proxyAuthorization?: string | undefined;
  /**
   * Hosts that are reached directly: `example.test` and all subdomains, with a port or without; `*` is every host.
   */
  readonly noProxy?: readonly string[] | undefined;
}

export interface Proxy {
  readonly origin: URL;
  /** The value of `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/** An environment variable, in lower or upper case. */
function variable(name: string): string {
  return process.env[name.toLowerCase()] ?? process.env[name] ?? '';
}

function matches(pattern: string, host: string, port: string): boolean {
  if (pattern === '*') return true;
  const [, name = pattern, onlyPort = port] = /^(.+):(\d+)$/.exec(pattern) ?? [];
  const domain = name.replace(/^\*?\./, '').toLowerCase();
  return onlyPort === port && domain !== '' && `.${host}`.endsWith(`.${domain}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function credentials({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`;
}

/** Parses the address of a proxy, by default http. The error does not repeat it, since it may contain a password. */
function readAddress(text: string): URL {
  const address = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new RangeError(
    'The address of the proxy is not http or https. Check the setting http.proxy, or HTTPS_PROXY.',
  );
}

/** The proxy for an address; undefined for none. Throws a `RangeError` when the proxy's own address is invalid. */
export function proxyFor(target: URL, settings: ProxySettings): Proxy | undefined {
  if (settings.direct || isLoopback(target)) return undefined;
  const address = settings.proxy ?? (variable('HTTPS_PROXY') || variable('HTTP_PROXY'));
  if (address === '') return undefined;
  const { noProxy = [] } = settings;
  const exceptions = noProxy.length > 0 ? noProxy : variable('NO_PROXY').split(/[\s,]+/);
  const port = target.port || '443';
  if (exceptions.some((pattern) => matches(pattern.trim(), target.hostname, port))) return undefined;
  const url = readAddress(address);
  return { origin: new URL(url.origin), authorization: settings.proxyAuthorization ?? credentials(url) };
}
