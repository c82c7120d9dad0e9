import { localError, MAY_HAVE_ARRIVED, NOT_SENT, ServiceError, type TaskError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import { ask, type ServiceAccess } from './access';
import { isDenialBelieved } from '../record/doubt';
import { LeaseLost } from './journal';
import { delayAfter, ended, pause } from './retry';
import { sentWithOtherKey } from '../record/sender';

/** The submission failed in a way that leaves open whether the service has the task: it may charge for it. */
export class UnclearSubmission extends ServiceError {
  /** When the task was last sent so that it may have arrived, in milliseconds; undefined where nobody knows. */
  readonly sentAt: number | undefined;

  constructor(cause: ServiceError, sentAt: number | undefined) {
    // What ended it may be certain; that an earlier sending may have arrived is then to be said besides.
    const note = verdict(cause) === 'unclear' ? [] : [mayHaveArrived()];
    super([...cause.errors, ...note], { cause });
    this.name = 'UnclearSubmission';
    this.sentAt = sentAt;
  }
}

function mayHaveArrived(): TaskError {
  const words =
    'The task was sent before, and that sending may have arrived: it is kept, to be asked for again.';
  return localError('unknown', MAY_HAVE_ARRIVED, words);
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

function notKnownYet(): ServiceError {
  const words = 'The service does not know the task, which was sent a short while ago: it may be behind.';
  return new ServiceError([localError('notFound', 'notKnownYet', words)]);
}

export interface Submission {
  /** For a task that may have been sent before. */
  readonly askFirst: boolean;
  /** When it was last sent so that it may have arrived, in milliseconds; undefined where that is certain not to be so. */
  readonly sentAt: number | undefined;
  /** False: a task that the service does not know is not sent either. */
  readonly send: boolean;
  /** It may have been sent with another key: that it is not known under the present one does not mean anything. */
  readonly isForeign: boolean;
}

/**
 * Hands a task to the service once. After a failure that leaves it open whether the task arrived, the service is asked,
 * and only a task that it does not know is sent again, under the same `taskUUID`. Returns whether the service has the
 * task. `beforeSending` is awaited right before each sending; what it throws ends the work. Rejects with
 * `UnclearSubmission` when nobody can tell, and with a plain `ServiceError` when the task was certainly not accepted.
 *
 * That a sending may have arrived is not forgotten: a later one that certainly did not does not make it certain of the
 * task, and the service's word that it does not know it counts only a long time after.
 */
export async function submit(
  task: ImageTask,
  access: ServiceAccess,
  { askFirst, sentAt, send, isForeign }: Submission,
  beforeSending: () => Promise<void>,
): Promise<boolean> {
  const { backend, pace, log, signal } = access;
  let toAsk = askFirst;
  let mayBeThere = askFirst;
  let doubtful = sentAt;
  try {
    for (let attempt = 0; ; attempt++) {
      if (toAsk) {
        if (await isKnown(task, access)) return true;
        toAsk = false;
        if (isForeign) throw sentWithOtherKey();
        if (doubtful !== undefined && isDenialBelieved(doubtful)) doubtful = undefined;
      }
      if (!send && doubtful !== undefined) throw notKnownYet();
      if (!send) return false;
      await beforeSending();
      if (signal.aborted) throw ended();
      try {
        await backend.submit(task, signal);
        return true;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (mayBeThere && saysAlreadyThere(error)) return true;
        const outcome = verdict(error);
        toAsk = outcome === 'unclear';
        mayBeThere ||= toAsk;
        if (toAsk) doubtful = Date.now();
        const wait = outcome === 'refused' ? undefined : delayAfter(error, attempt, pace);
        if (wait === undefined) throw error;
        log.warn(`${task.taskUUID}: sending failed (${error.message}), going on in ${Math.round(wait)} ms`);
        await pause(wait, signal);
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError) || error instanceof LeaseLost) throw error;
    if (toAsk || doubtful !== undefined) throw new UnclearSubmission(error, doubtful);
    throw error.class === 'aborted' ? nothingSent() : error;
  }
}
