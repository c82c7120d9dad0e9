import type { Backend } from '../backend/port';
import { ServiceError } from '../task/errors';
import type { ImageTask } from '../task/types';
import { backoff, type Pace, pause, withRetry } from './retry';

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
}

/** The submission failed in a way that leaves open whether the service has the task: it may charge for it. */
export class UnclearSubmission extends ServiceError {
  constructor(cause: ServiceError) {
    super(cause.errors, { cause });
    this.name = 'UnclearSubmission';
  }
}

const MAX_SENDINGS = 3;

type Verdict = 'refused' | 'later' | 'unclear';

function verdict(error: ServiceError): Verdict {
  if (error.notSent) return 'refused';
  switch (error.class) {
    case 'rateLimit':
      return 'later';
    case 'timeout':
    case 'connection':
    case 'serverError':
    case 'aborted':
    case 'unknown':
      return 'unclear';
    case 'validation':
    case 'auth':
    case 'quota':
    case 'safety':
    case 'provider':
    case 'notFound':
      return 'refused';
  }
}

/** An earlier sending arrived after all: the service refuses a second task of the same UUID. */
function saysAlreadyThere(error: ServiceError): boolean {
  return /conflict|duplicate|already/i.test(error.errors[0].code);
}

/** Asks whether the service has the task, in its present state or in its archive. */
async function isKnown(task: ImageTask, { backend, pace, log, signal }: ServiceAccess): Promise<boolean> {
  const onRetry = (error: ServiceError, wait: number) =>
    log.warn(`${task.taskUUID}: asking failed (${error.message}), again in ${Math.round(wait)} ms`);
  for (const ask of [backend.poll.bind(backend), backend.recall.bind(backend)]) {
    try {
      await withRetry(pace.retry, signal, onRetry, () => ask(task, signal));
      return true;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.class !== 'notFound') throw error;
    }
  }
  return false;
}

/**
 * Hands a task to the service once. After a failure that leaves it open whether the task arrived, the service is asked,
 * and only a task that it does not know is sent again, under the same `taskUUID`. `askFirst` is for a task whose
 * sending was interrupted earlier. Rejects with `UnclearSubmission` when nobody can tell, and with a plain
 * `ServiceError` when the task was certainly not accepted.
 */
export async function submit(task: ImageTask, access: ServiceAccess, askFirst: boolean): Promise<void> {
  const { backend, pace, log, signal } = access;
  let unclear = askFirst;
  try {
    for (let attempt = 0; ; attempt++) {
      if (unclear) {
        if (await isKnown(task, access)) return;
        unclear = false;
      }
      try {
        await backend.submit(task, signal);
        return;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (attempt > 0 && saysAlreadyThere(error)) return;
        const outcome = verdict(error);
        unclear = outcome === 'unclear';
        if (outcome === 'refused') throw error;
        if (unclear ? attempt + 1 >= MAX_SENDINGS : attempt + 1 >= pace.retry.attempts) throw error;
        const wait = backoff(pace.retry, attempt, error.retryAfter);
        log.warn(`${task.taskUUID}: sending failed (${error.message}), going on in ${Math.round(wait)} ms`);
        await pause(wait, signal);
      }
    }
  } catch (error) {
    throw unclear && error instanceof ServiceError ? new UnclearSubmission(error) : error;
  }
}
