import { localError, MAY_HAVE_ARRIVED, NOT_SENT, ServiceError, type TaskError } from '../../task/errors';
import type { ImageTask } from '../../task/types';
import { queryTask, type ServiceContext } from './service';
import { isDenialConclusive } from '../record/unconfirmed';
import { LeaseLost } from './record-writer';
import { delayAfter, waitEnded, pause } from './retry';
import { otherKeyError } from '../record/key-fingerprint';

/** The submission failed, and it is open whether the service has the task: it may charge for it. */
export class UnconfirmedSubmission extends ServiceError {
  /**
   * When the task was last sent so that it may have arrived, in milliseconds since 1970; undefined when nobody knows.
   */
  readonly sentAt: number | undefined;

  constructor(cause: ServiceError, sentAt: number | undefined) {
    // If the cause itself is certain, say as well that an earlier submission may have arrived.
    const note = verdict(cause) === 'unconfirmed' ? [] : [mayHaveArrived()];
    super([...cause.errors, ...note], { cause });
    this.name = 'UnclearSubmission';
    this.sentAt = sentAt;
  }
}

function mayHaveArrived(): TaskError {
  const message =
    'The task was sent before, and may have arrived then. It is kept, so that it can be asked for again.';
  return localError('unknown', MAY_HAVE_ARRIVED, message);
}

/**
 * How many replies in a row must say that a task is unknown: the service may not yet have processed what it accepted.
 */
const UNKNOWN_ANSWERS = 2;

/**
 * The codes of a network or a service that is not available just now. Any other reason that kept a task from leaving
 * this machine is permanent.
 */
const UNAVAILABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
]);

type Verdict = 'refused' | 'later' | 'unconfirmed';

function verdict(error: ServiceError): Verdict {
  if (error.notSent) return UNAVAILABLE.has(error.errors[0].code) ? 'later' : 'refused';
  // The model's provider, behind the service, may fail after the task was accepted.
  switch (error.class) {
    case 'rateLimit':
      return 'later';
    case 'timeout':
    case 'connection':
    case 'serverError':
    case 'aborted':
    case 'unknown':
    case 'provider':
      return 'unconfirmed';
    case 'validation':
    case 'auth':
    case 'quota':
    case 'safety':
    case 'notFound':
    case 'disk':
      return 'refused';
  }
}

/** Whether the error says that the service already has a task with this UUID: then an earlier submission arrived. */
function saysDuplicate({ errors: [{ code, parameters }] }: ServiceError): boolean {
  const aboutUUID = [code, ...parameters].some((message) => /taskuuid/i.test(message));
  return aboutUUID && /conflict|duplicate|already/i.test(code);
}

/** Asks whether the service has the task, in progress or in its archive. */
async function isKnown(task: ImageTask, service: ServiceContext): Promise<boolean> {
  for (let answers = 1; ; answers++) {
    try {
      await queryTask(task, service);
      return true;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.class !== 'notFound') throw error;
      if (answers >= UNKNOWN_ANSWERS) return false;
      await pause(service.pace.firstPoll, service.signal);
    }
  }
}

function nothingSent(): ServiceError {
  return new ServiceError([localError('aborted', NOT_SENT, 'Stopped before anything was sent.')]);
}

function notKnownYet(): ServiceError {
  const message = 'The service does not know the task yet, which was sent a short while ago.';
  return new ServiceError([localError('notFound', 'notKnownYet', message)]);
}

/** How a task is submitted. */
export interface Submission {
  /** Whether to ask for the task first, because it may have been sent before. */
  readonly askFirst: boolean;
  /**
   * When it was last sent so that it may have arrived, in milliseconds since 1970; undefined when it certainly did
   * not.
   */
  readonly sentAt: number | undefined;
  /** False: do not send the task even if the service does not know it. */
  readonly send: boolean;
  /** It may have been sent with another key. If so, that the present key's account does not know it means nothing. */
  readonly isOtherKey: boolean;
}

/**
 * Submits a task once. After a failure that leaves open whether the task arrived, the service is asked, and only a
 * task that it does not know is sent again, under the same `taskUUID`. Returns whether the service has the task.
 * `beforeSending` is awaited right before each attempt to send; if it rejects, the submission ends. Rejects with
 * `UnconfirmedSubmission` when it is open whether the task arrived, and with a plain `ServiceError` when it was
 * certainly not accepted.
 *
 * A submission that may have arrived is not forgotten: that a later one certainly failed does not settle it, and that
 * the service denies the task counts only a long time afterwards.
 */
export async function submit(
  task: ImageTask,
  service: ServiceContext,
  { askFirst, sentAt, send, isOtherKey }: Submission,
  beforeSending: () => Promise<void>,
): Promise<boolean> {
  const { backend, pace, log, signal } = service;
  let mustAsk = askFirst;
  let mayBeThere = askFirst;
  let unconfirmedSince = sentAt;
  try {
    for (let attempt = 0; ; attempt++) {
      if (mustAsk) {
        if (await isKnown(task, service)) return true;
        mustAsk = false;
        if (isOtherKey) throw otherKeyError();
        if (unconfirmedSince !== undefined && isDenialConclusive(unconfirmedSince)) {
          unconfirmedSince = undefined;
        }
      }
      if (!send && unconfirmedSince !== undefined) throw notKnownYet();
      if (!send) return false;
      await beforeSending();
      if (signal.aborted) throw waitEnded();
      try {
        await backend.submit(task, signal);
        return true;
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        if (mayBeThere && saysDuplicate(error)) return true;
        const outcome = verdict(error);
        mustAsk = outcome === 'unconfirmed';
        mayBeThere ||= mustAsk;
        if (mustAsk) unconfirmedSince = Date.now();
        const wait = outcome === 'refused' ? undefined : delayAfter(error, attempt, pace);
        if (wait === undefined) throw error;
        log.warn(`${task.taskUUID}: sending failed (${error.message}), going on in ${Math.round(wait)} ms`);
        await pause(wait, signal);
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError) || error instanceof LeaseLost) throw error;
    if (mustAsk || unconfirmedSince !== undefined) throw new UnconfirmedSubmission(error, unconfirmedSince);
    throw error.class === 'aborted' ? nothingSent() : error;
  }
}
