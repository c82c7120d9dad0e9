import { errors as undiciErrors } from 'undici';
import { localError, ServiceError } from '../../task/errors';

/** Failures before a connection stood, or was trusted: the request certainly did not leave. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  // A proxy that does not let us through. (A request that we end ourselves is told by its signal.)
  'UND_ERR_ABORTED',
  'UND_ERR_PRX_TLS',
  // A key with characters that no header may have.
  'UND_ERR_INVALID_ARG',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

/** Turns what the connection throws into a failure of a known class. An ended signal counts more than what it caused. */
export function connectionError(error: unknown, signal: AbortSignal): ServiceError {
  if (error instanceof ServiceError) return error;
  if (signal.aborted) {
    if (signal.reason instanceof ServiceError) return signal.reason;
    return new ServiceError([localError('aborted', 'aborted', 'The wait was ended.')], { cause: error });
  }
  const code = codeOf(error);
  const words = error instanceof Error && error.message !== '' ? error.message : code;
  if (
    error instanceof undiciErrors.HeadersTimeoutError ||
    error instanceof undiciErrors.BodyTimeoutError ||
    error instanceof undiciErrors.ConnectTimeoutError
  ) {
    const notSent = error instanceof undiciErrors.ConnectTimeoutError;
    return new ServiceError([localError('timeout', code, words)], { cause: error, notSent });
  }
  return new ServiceError([localError('connection', code, words)], {
    cause: error,
    notSent: NOT_SENT.has(code),
  });
}
