import { isJsonObject } from '../../../src/task/types';
import { envelope, refusal, type ErrorItem } from '../errors';
import { jsonReply, sendReply } from '../http';
import { identify } from '../validate';
import { API, EVERYWHERE, type Exchange, type Fault, type Place } from './fault';

function sendError(
  { response, request: { body } }: Exchange,
  status: number,
  error: ErrorItem,
  headers: Readonly<Record<string, string>> = {},
): void {
  const [task] = Array.isArray(body) ? (body as readonly unknown[]) : [];
  const item = { ...error, ...(isJsonObject(task) && identify(task)) };
  sendReply(response, jsonReply(status, envelope(refusal(status, item)), headers));
}

/** How a status may say when to come back: not at all, in seconds, or as a date (of whole seconds). */
const RETRY_FORMS: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  '': () => ({}),
  '-retry-after': () => ({ 'retry-after': '1' }),
  '-retry-date': () => ({ 'retry-after': new Date(Date.now() + 1999).toUTCString() }),
};

const STATUSES = [
  [408, 'requestTimeout', 'The request took too long.'],
  [429, 'rateLimitExceeded', 'The queue is full.'],
  [500, 'internalServerError', 'Something went wrong inside of the service.'],
  [503, 'serviceUnavailable', 'The service is unavailable for a moment.'],
  [504, 'timeout', 'The service waited too long for the model.'],
] as const;

function statusFault(
  [status, code, message]: (typeof STATUSES)[number],
  form: string,
  accepting: boolean,
): Fault {
  const headers = RETRY_FORMS[form] ?? (() => ({}));
  const retry = form === '' ? '' : ` with Retry-After as ${form === '-retry-date' ? 'a date' : 'seconds'}`;
  return {
    name: `status-${status}${form}${accepting ? '-after-accepting' : ''}`,
    description: `${accepting ? 'accepts the task and ' : ''}replies with ${status}${retry}`,
    places: accepting ? ['submit'] : EVERYWHERE,
    nature: 'passing',
    async inflict(exchange) {
      if (accepting) await exchange.handle();
      sendError(exchange, status, { code, message }, headers());
    },
  };
}

/** A refusal of any request: a status and one error. */
function answerFault(
  name: string,
  status: number,
  error: ErrorItem,
  places: readonly Place[],
  nature: Fault['nature'],
): Fault {
  return {
    name,
    description: `replies with ${status} ${error.code}; a task is not accepted`,
    places,
    nature,
    inflict: (exchange) => sendError(exchange, status, error),
  };
}

/** Failures that the service, or a proxy in front of it, reports by a status. */
export const STATUS_FAULTS: readonly Fault[] = [
  {
    name: 'status-503-provider-after-accepting',
    description: 'accepts the task and replies with 503 providerUnavailable',
    places: ['submit'],
    nature: 'passing',
    async inflict(exchange) {
      await exchange.handle();
      sendError(exchange, 503, {
        code: 'providerUnavailable',
        message: 'The provider of the model is not there.',
      });
    },
  },
  ...STATUSES.flatMap((status) =>
    Object.keys(RETRY_FORMS).flatMap((form) => [
      statusFault(status, form, false),
      // A task that is refused at the entrance was never accepted; one that fails inside may have been.
      ...(status[0] === 500 || status[0] === 504 ? [statusFault(status, form, true)] : []),
    ]),
  ),
  answerFault(
    'refuse',
    400,
    { code: 'invalidSettings', message: "Invalid value for 'settings'.", parameter: 'settings' },
    API,
    'refusal',
  ),
  answerFault('auth', 401, { code: 'invalidApiKey', message: 'Invalid API key.' }, API, 'refusal'),
  answerFault(
    'quota',
    402,
    { code: 'insufficientCredits', message: 'The balance is too low.' },
    ['submit'],
    'refusal',
  ),
  answerFault(
    'status-500-auth-words',
    500,
    { code: 'authenticationServiceUnavailable', message: 'Keys cannot be checked just now.' },
    API,
    'passing',
  ),
  answerFault(
    'status-502-not-found-words',
    502,
    { code: 'upstreamNotFound', message: 'No upstream was found.' },
    ['poll', 'details'],
    'passing',
  ),
  {
    name: 'passing-error',
    description: 'replies with 200 and serviceUnavailable, which names no task; a task is not accepted',
    places: API,
    nature: 'passing',
    inflict: ({ response }) => {
      const errors = [{ code: 'serviceUnavailable', message: 'Not just now.' }];
      sendReply(response, jsonReply(200, envelope({ data: [], errors })));
    },
  },
  answerFault(
    'not-found',
    404,
    { code: 'taskNotFound', message: 'No task with this taskUUID was found.', parameter: 'taskUUID' },
    ['poll', 'details'],
    'passing',
  ),
];
