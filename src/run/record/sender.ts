import { randomBytes } from 'node:crypto';
import type { Backend } from '../../backend/port';
import { localError, OTHER_KEY, ServiceError } from '../../task/errors';
import { isJsonObject } from '../../task/types';

/** By which a run knows the key again that sent it: a fingerprint that is of no use without the key. */
export interface Sender {
  /** Another one in each record, so that records do not tell which of them have the same key. */
  readonly salt: string;
  readonly fingerprint: string;
}

/** The sender that a backend is at present. Undefined where it has no key, or none that can be read. */
export async function presentSender(
  backend: Backend,
  salt = randomBytes(16).toString('base64url'),
): Promise<Sender | undefined> {
  const fingerprint = await backend.fingerprint?.(salt).catch(() => undefined);
  return fingerprint === undefined ? undefined : { salt, fingerprint };
}

/** Whether a value read from disk tells of a sender. */
export function isSender(value: unknown): value is Sender {
  return isJsonObject(value) && typeof value['salt'] === 'string' && typeof value['fingerprint'] === 'string';
}

/** The service does not know the task under this key: whether it has it can be told under the other one only. */
export function sentWithOtherKey(): ServiceError {
  const words =
    'The run was sent with another API key, and the service does not know it under this one. It is not sent again.';
  return new ServiceError([localError('notFound', OTHER_KEY, words)]);
}
