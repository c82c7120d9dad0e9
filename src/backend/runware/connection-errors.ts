import { localError, ServiceError } from '../../task/errors';

/** A connection that could not be made, or is not trusted: the request was certainly not sent. */
export class ConnectError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ConnectError';
    this.code = code;
  }
}

/** The code of a failed connection, wherever in the error it is. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

/** The message of an error, or its code when the message is empty. */
export function describeError(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : codeOf(error);
}

/** The error codes of rejected certificates. */
const CERTIFICATE = /CERT|UNABLE_TO_(GET|DECODE|DECRYPT|VERIFY)|INVALID_(CA|PURPOSE)|PATH_LENGTH/;

/** Converts a failure to connect to a host, which may be a proxy. */
export function toConnectError(error: unknown, host: string, isProxy: boolean): ConnectError {
  if (error instanceof ConnectError) return error;
  const code = codeOf(error);
  const message = describeError(error);
  if (CERTIFICATE.test(code)) {
    const advice =
      'Add its authority to those of the system, or check the settings http.systemCertificates and http.proxyStrictSSL.';
    return new ConnectError(code, `The certificate of ${host} is not trusted: ${message}. ${advice}`);
  }
  if (!isProxy) return new ConnectError(code, message);
  const proxyMessage = `The proxy ${host} cannot be used: ${message}. Check the setting http.proxy, or HTTPS_PROXY.`;
  // Not undici's code: for some of these it would retry endlessly, without a pause.
  return new ConnectError('proxyUnusable', proxyMessage);
}

/** The error for a proxy that refused to open a tunnel, with the HTTP status of its reply. */
export function proxyRefused(proxy: string, target: string, status: number): ConnectError {
  if (status === 407) {
    const advice = 'Add them to the setting http.proxyAuthorization, or to the address of the proxy.';
    return new ConnectError(
      'proxyAuthentication',
      `The proxy ${proxy} wants credentials (HTTP 407). ${advice}`,
    );
  }
  const message = `The proxy ${proxy} does not let us through to ${target} (HTTP ${status}). Check the setting http.noProxy, or ask its administrator.`;
  return new ConnectError('proxyRefused', message);
}

// The codes of undici's errors: with their classes, everything that handles an error would load undici.
/** undici refuses to send this: a key with characters that a header cannot have. */
const INVALID_HEADER = 'UND_ERR_INVALID_ARG';
const TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Whether a request was certainly not sent. */
function wasNotSent(error: unknown): boolean {
  return error instanceof ConnectError || codeOf(error) === INVALID_HEADER;
}

/** The stack of an error, as text. The error itself may hold what was sent and received, and so the key. */
function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

/** Converts any error of a connection. If the signal was aborted, that counts rather than the error it caused. */
export function toServiceError(error: unknown, signal: AbortSignal): ServiceError {
  if (error instanceof ServiceError) return error;
  const cause = stackOf(error);
  if (signal.aborted) {
    if (signal.reason instanceof ServiceError) return signal.reason;
    return new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause });
  }
  const code = codeOf(error);
  const reason = localError(TIMEOUTS.includes(code) ? 'timeout' : 'connection', code, describeError(error));
  return new ServiceError([reason], { cause, notSent: wasNotSent(error) });
}
