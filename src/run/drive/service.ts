import type { Backend, TaskSnapshot } from '../../backend/port';
import { ServiceError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import { type Pace, withRetry } from './retry';
import type { PollingSchedule } from './polling-schedule';

/** Where the engine logs what it does. */
export interface RunLog {
  info(message: string): void;
  warn(message: string): void;
}

/** What every call to the service needs. */
export interface ServiceContext {
  readonly backend: Backend;
  readonly pace: Pace;
  readonly log: RunLog;
  /** Ends the wait. What was sent stays sent. */
  readonly signal: AbortSignal;
  /** When to poll, if several runs share the times. */
  readonly schedule?: PollingSchedule;
}

/** Retries a call as the pace allows, and logs each failure. */
export function withRetries<T>(
  { pace, signal, log }: ServiceContext,
  what: string,
  call: () => Promise<T>,
): Promise<T> {
  const onRetry = (error: ServiceError, wait: number) =>
    log.warn(`${what} failed (${error.message}), again in ${Math.round(wait)} ms`);
  return withRetry(pace, signal, onRetry, call);
}

/**
 * Asks for a task's state; a task that the service no longer follows is looked up in its archive. Rejects with a
 * `ServiceError` of class `notFound` when neither knows it.
 */
export function queryTask(task: ImageTask, service: ServiceContext): Promise<TaskSnapshot> {
  const { backend, signal } = service;
  return withRetries(service, `${task.taskUUID}: asking`, async () => {
    try {
      return await backend.poll(task, signal);
    } catch (error) {
      if (error instanceof ServiceError && error.class === 'notFound') return backend.recall(task, signal);
      throw error;
    }
  });
}
