import type { Backend, TaskSnapshot } from '../../backend/port';
import { ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import { type Pace, withRetry } from './retry';
import type { Turns } from './turns';

/** Where the engine says what it does. */
export interface RunLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface ServiceAccess {
  readonly backend: Backend;
  readonly pace: Pace;
  readonly log: RunLog;
  /** Ends the waiting; what was sent stays sent. */
  readonly signal: AbortSignal;
  /** When results are asked for, with whoever has the same ones. */
  readonly turns?: Turns;
}

/** Repeats a call as long as the pace allows; each failure goes to the log. */
export function retrying<T>(
  { pace, signal, log }: ServiceAccess,
  what: string,
  call: () => Promise<T>,
): Promise<T> {
  const onRetry = (error: ServiceError, wait: number) =>
    log.warn(`${what} failed (${error.message}), again in ${Math.round(wait)} ms`);
  return withRetry(pace, signal, onRetry, call);
}

/**
 * The task's state; a task the service no longer follows is looked for in its archive. Rejects with a `ServiceError` of
 * class `notFound` when neither knows it.
 */
export function ask(task: ImageTask, access: ServiceAccess): Promise<TaskSnapshot> {
  const { backend, signal } = access;
  return retrying(access, `${task.taskUUID}: asking`, async () => {
    try {
      return await backend.poll(task, signal);
    } catch (error) {
      if (error instanceof ServiceError && error.class === 'notFound') return backend.recall(task, signal);
      throw error;
    }
  });
}
