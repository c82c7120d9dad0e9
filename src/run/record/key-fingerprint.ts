import { randomBytes } from 'node:crypto';
import type { Backend } from '../../backend/port';
import { localError, OTHER_KEY, ServiceError } from '../../task/errors';
import { isJsonObject } from '../../task/types';

/** Tells whether a run was sent with the present key, without revealing the key. */
export interface KeyFingerprint {
  /** A different one in each record, so that records do not show which of them share a key. */
  readonly salt: string;
  readonly fingerprint: string;
}

/** The fingerprint of the backend's present key. Undefined when it has no key, or the key cannot be read. */
export async function currentKeyFingerprint(
  backend: Backend,
  salt = randomBytes(16).toString('base64url'),
): Promise<KeyFingerprint | undefined> {
  const fingerprint = await backend.fingerprint?.(salt).catch(() => undefined);
  return fingerprint === undefined ? undefined : { salt, fingerprint };
}

/** Whether a value read from disk is a key fingerprint. */
export function isKeyFingerprint(value: unknown): value is KeyFingerprint {
  return isJsonObject(value) && typeof value['salt'] === 'string' && typeof value['fingerprint'] === 'string';
}

/** The service does not know the task under this key, and only the other key could tell whether it has it. */
export function otherKeyError(): ServiceError {
  const message =
    'The run was sent with another API key, and the service does not know it under this one. It is not sent again.';
  return new ServiceError([localError('notFound', OTHER_KEY, message)]);
}
