import { errors as undiciErrors } from 'undici';
import { localError, ServiceError } from '../../task/errors';
import { codeOf, ConnectError, wordsOf } from './connect-error';

/** Whether a request certainly did not leave. */
function neverLeft(error: unknown): boolean {
  // The other one is a key with characters that no header may have.
  return error instanceof ConnectError || error instanceof undiciErrors.InvalidArgumentError;
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
  const late =
    error instanceof undiciErrors.HeadersTimeoutError || error instanceof undiciErrors.BodyTimeoutError;
  const reason = localError(late ? 'timeout' : 'connection', codeOf(error), wordsOf(error));
  return new ServiceError([reason], { cause, notSent: neverLeft(error) });
}
