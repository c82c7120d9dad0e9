/** A connection that could not be made, or is not to be trusted: what was meant for it certainly did not leave. */
export class ConnectError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ConnectError';
    this.code = code;
  }
}

/** The code of a failed connection, wherever in the error it stands. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

/** What an error says, or its code where it says nothing. */
export function wordsOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : codeOf(error);
}

/** The codes with which a certificate is refused. */
const CERTIFICATE = /CERT|UNABLE_TO_(GET|DECODE|DECRYPT|VERIFY)|INVALID_(CA|PURPOSE)|PATH_LENGTH/;

/** A failure on the way to a host, which may be a proxy. */
export function connectFailed(error: unknown, host: string, isProxy: boolean): ConnectError {
  if (error instanceof ConnectError) return error;
  const code = codeOf(error);
  const words = wordsOf(error);
  if (CERTIFICATE.test(code)) {
    const advice =
      'Add its authority to those of the system, or look at the settings http.systemCertificates and http.proxyStrictSSL.';
    return new ConnectError(code, `The certificate of ${host} is not trusted: ${words}. ${advice}`);
  }
  if (!isProxy) return new ConnectError(code, words);
  const message = `The proxy ${host} cannot be used: ${words}. Look at the setting http.proxy, or at HTTPS_PROXY.`;
  // A code of our own: at a few of its own undici would connect again, endlessly and without a pause.
  return new ConnectError('proxyUnusable', message);
}

/** A proxy's answer to the wish for a tunnel. */
export function proxyRefused(proxy: string, target: string, status: number): ConnectError {
  if (status === 407) {
    const advice = 'Put them into the setting http.proxyAuthorization, or into the address of the proxy.';
    return new ConnectError(
      'proxyAuthentication',
      `The proxy ${proxy} wants credentials (HTTP 407). ${advice}`,
    );
  }
  const message = `The proxy ${proxy} does not let us through to ${target} (HTTP ${status}). Look at the setting http.noProxy, or ask who runs it.`;
  return new ConnectError('proxyRefused', message);
}
