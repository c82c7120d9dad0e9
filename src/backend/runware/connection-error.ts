import { localError, ServiceError } from '../../task/errors';
import { codeOf, ConnectError, wordsOf } from './connect-error';

// By their codes: the classes would load undici together with whatever handles an error.
/** undici refuses to send this: a key with characters that no header may have. */
const INVALID_HEADER = 'UND_ERR_INVALID_ARG';
const TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** Whether a request certainly did not leave. */
function neverLeft(error: unknown): boolean {
  return error instanceof ConnectError || codeOf(error) === INVALID_HEADER;
}

/**
 * Where an error came from, as text: the errors of the connection themselves may hold what was sent and received, and so the
 * key.
 */
function originOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

/** Turns what the connection throws into a failure of a known class. An ended signal counts more than what it caused. */
export function connectionError(error: unknown, signal: AbortSignal): ServiceError {
  if (error instanceof ServiceError) return error;
  const cause = originOf(error);
  if (signal.aborted) {
    if (signal.reason instanceof ServiceError) return signal.reason;
    return new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause });
  }
  const code = codeOf(error);
  const reason = localError(TIMEOUTS.includes(code) ? 'timeout' : 'connection', code, wordsOf(error));
  return new ServiceError([reason], { cause, notSent: neverLeft(error) });
}
