import { localError, NOT_SENT, ServiceError } from '../task/errors';
import type { ImageTask } from '../task/types';
import { ask, type ServiceAccess } from './access';
import { LeaseLost } from './journal';
import { delayAfter, pause } from './retry';

/** The submission failed in a way that leaves open whether the service has the task: it may charge for it. */
export class UnclearSubmission extends ServiceError {
  constructor(cause: ServiceError) {
    super(cause.errors, { cause });
    this.name = 'UnclearSubmission';
  }
}

/** So many answers in a row have to say that a task is unknown: the service may be behind with what it accepted. */
const UNKNOWN_ANSWERS = 2;

/** The codes of a network or a service that is not there just now. Anything else that kept a task here stays as it is. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

type Verdict = 'refused' | 'later' | 'unclear';

function verdict(error: ServiceError): Verdict {
  if (error.notSent) return AWAY.has(error.errors[0].code) ? 'later' : 'refused';
  // What fails behind the service, such as the model's provider, may fail with the task in hand.
  switch (error.class) {
    case 'rateLimit':
      return 'later';
    case 'timeout':
    case 'connection':
    case 'serverError':
    case 'aborted':
    case 'unknown':
    case 'provider':
      return 'unclear';
    case 'validation':
    case 'auth':
    case 'quota':
    case 'safety':
    case 'notFound':
    case 'disk':
      return 'refused';
  }
}

/** An earlier sending arrived after all: the service refuses a second task of the same UUID. */
function saysAlreadyThere({ errors: [{ code, parameters }] }: ServiceError): boolean {
  const aboutUUID = [code, ...parameters].some((words) => /taskuuid/i.test(words));
  return aboutUUID && /conflict|duplicate|already/i.test(code);
}

/** Asks whether the service has the task, in its present state or in its archive. */
async function isKnown(task: ImageTask, access: ServiceAccess): Promise<boolean> {
  for (let answers = 1; ; answers++) {
    try {
      await ask(task, access);
      return true;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.class !== 'notFound') throw error;
      if (answers >= UNKNOWN_ANSWERS) return false;
      await pause(access.pace.firstPoll, access.signal);
    }
  }
}

function nothingSent(): ServiceError {
  return new ServiceError([localError('aborted', NOT_SENT, 'Stopped before anything was sent.')]);
}

export interface Submission {
  /** For a task that may have been sent before. */
  readonly askFirst: boolean;
  /** False: a task that the service does not know is not sent either. */
  readonly send: boolean;
}

/**
 * Hands a task to the service once. After a failure that leaves it open whether the task arrived, the service is asked,
 * and only a task that it does not know is sent again, under the same `taskUUID`. Returns whether the service has the
 * task. `beforeSending` is awaited right before each sending; what it throws ends the work. Rejects with
 * `UnclearSubmission` when nobody can tell, and with a plain `ServiceError` when the task was certainly not accepted.
 */
export async function submit(
  task: ImageTask,
  access: ServiceAccess,
  { askFirst, send }: Submission,
  beforeSending: () => Promise<void>,
): Promise<boolean> {
  const { backend, pace, log, signal } = access;
  let unclear = askFirst;
  let mayBeThere = askFirst;
  try {
    for (let attempt = 0; ; attempt++) {
      if (unclear) {
        if (await isKnown(task, access)) return true;
        unclear = false;
      }
      if (!send) return false;
      if (signal.aborted) throw nothingSent();
      await beforeSending();
      try {
        await backend.submit(task, signal);
        return true;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (mayBeThere && saysAlreadyThere(error)) return true;
        const outcome = verdict(error);
        unclear = outcome === 'unclear';
        mayBeThere ||= unclear;
        const wait = outcome === 'refused' ? undefined : delayAfter(error, attempt, pace);
        if (wait === undefined) throw error;
        log.warn(`${task.taskUUID}: sending failed (${error.message}), going on in ${Math.round(wait)} ms`);
        await pause(wait, signal);
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (unclear) throw new UnclearSubmission(error);
    throw error.class === 'aborted' && !(error instanceof LeaseLost) ? nothingSent() : error;
  }
}
