import { FAULTS } from '../simulator/faults/catalog';
import type { Place } from '../simulator/faults/fault';
import { IMAGES } from './bench';
import { faultScenario, type Often } from './faults';
import type { Ending, Observation, Scenario } from './scenario';

/** All images are on the disk. */
export function complete(sent = 1): Ending {
  return { outcome: 'succeeded', sent, accepted: 1, images: IMAGES };
}

/** No image is on the disk. */
export function none(outcome: string, sent: number, accepted = 0): Ending {
  return { outcome, sent, accepted, images: 0 };
}

/** The service has the task, but the wait has ended: resuming brings all images. */
function left(errorClass: string): Observation {
  return { first: none(`detached (${errorClass})`, 1, 1), resumed: complete() };
}

/** So many submissions failed without telling whether the task arrived: resuming asks for it, and sends it. */
function unconfirmed(errorClass: string, sent: number): Observation {
  return { first: none(`detached (${errorClass})`, sent), resumed: complete(sent + 1) };
}

const refused = (errorClass: string, sent = 1): Observation => ({
  first: none(`failed (${errorClass})`, sent),
});

const gone: Observation = { first: none('failed (notFound)', 1, 1), resumed: complete() };

/** One image is made, the other is not. */
const half: Observation = { first: { outcome: 'partial (provider)', sent: 1, accepted: 1, images: 1 } };

const reported: Observation = { first: none('reported', 0) };
const unreported = (errorClass: string): Observation => ({
  first: none(`not reported (${errorClass})`, 0),
  resumed: none('reported', 0),
});

/** A status fault, with and without `Retry-After`. */
function withRetry(...names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `${name}-retry-after`, `${name}-retry-date`]);
}

const LATER = withRetry('status-429');
const BUSY = withRetry('status-408', 'status-504');
const BROKEN = [...withRetry('status-500', 'status-503'), 'status-500-auth-words', 'passing-error'];
const REDIRECTS = ['redirect-loop', 'redirect-to-http', 'redirect-to-file'];
const NO_ENVELOPE = ['cut-json', 'json-null', 'json-array', 'json-string', 'html-page'];
const HARMLESS = ['delay', 'json-as-html', 'unknown-fields'];
const REPEATING = ['results-twice', 'out-of-order', 'other-names', 'other-names-and-addresses', 'at-work'];
const CUT_OFF = ['drop-in-reply', 'oversized-json'];
const DAMAGED = ['html-page', 'image-cut', 'image-cut-chunked', 'image-cut-until-close', 'image-empty'];
const EXPIRED = ['expired-403', 'expired-404', 'expired-410'];

type Row = readonly [often: Often | 'both', expected: Observation, faults: readonly string[]];

/** The reply to a submission is lost, but the task has arrived. */
const ARRIVED = [
  ...HARMLESS,
  ...NO_ENVELOPE,
  ...CUT_OFF,
  'results-twice',
  'drop-after-accepting',
  'status-503-provider-after-accepting',
  'no-reply-after-accepting',
  'slow-trickle',
  ...['status-500', 'status-504'].flatMap((status) =>
    ['', '-retry-after', '-retry-date'].map((form) => `${status}${form}-after-accepting`),
  ),
];

const SUBMIT: readonly Row[] = [
  ['both', { first: complete() }, ARRIVED],
  [
    'once',
    { first: complete(2) },
    ['drop-before-accepting', 'no-reply', ...LATER, ...BUSY, ...BROKEN, ...REDIRECTS],
  ],
  ['always', unconfirmed('connection', 4), ['drop-before-accepting']],
  ['always', unconfirmed('timeout', 4), ['no-reply', ...BUSY]],
  ['always', unconfirmed('serverError', 4), BROKEN],
  ['always', unconfirmed('unknown', 4), REDIRECTS],
  ['always', refused('rateLimit', 4), LATER],
  ['both', refused('validation'), ['refuse']],
  ['both', refused('auth'), ['auth']],
  ['both', refused('quota'), ['quota']],
];

/** The outcome of a poll that is never answered properly. */
const UNANSWERED: readonly (readonly [string, readonly string[]])[] = [
  ['connection', ['drop-before-accepting', ...CUT_OFF]],
  ['timeout', ['no-reply', 'slow-trickle', ...BUSY]],
  ['rateLimit', LATER],
  ['serverError', [...BROKEN, 'status-502-not-found-words']],
  ['unknown', [...NO_ENVELOPE, 'page-404', ...REDIRECTS]],
];

const QUESTION: readonly Row[] = [
  ['both', { first: complete() }, [...HARMLESS, ...REPEATING]],
  ['both', half, ['errors-in-data']],
  ['once', half, ['unlisted-images']],
  ['always', { first: left('timeout').first, resumed: half.first }, ['unlisted-images']],
  ['once', { first: complete() }, ['not-found', ...UNANSWERED.flatMap(([, faults]) => faults)]],
  ...UNANSWERED.map(([errorClass, faults]): Row => ['always', left(errorClass), faults]),
  ['both', left('auth'), ['auth']],
  ['both', left('validation'), ['refuse']],
];

const IMAGE_FAILURES = ['drop-before-accepting', 'drop-in-reply', ...LATER, ...BUSY, ...BROKEN, ...DAMAGED];
const SLOW = ['no-reply', 'slow-trickle'];

const ROWS: Readonly<Record<Place, readonly Row[]>> = {
  submit: SUBMIT,
  poll: [...QUESTION, ['always', { first: complete() }, ['not-found']]],
  details: [...QUESTION, ['always', gone, ['not-found']]],
  image: [
    [
      'both',
      { first: complete() },
      ['delay', 'image-other-format', 'image-other-size', 'image-late-size', 'image-tail'],
    ],
    ['once', { first: complete() }, [...IMAGE_FAILURES, ...SLOW, 'endless-image', ...EXPIRED, ...REDIRECTS]],
    ['always', left('connection'), IMAGE_FAILURES],
    ['always', left('timeout'), SLOW],
    ['always', left('provider'), ['endless-image']],
    ['always', gone, [...EXPIRED, ...REDIRECTS]],
  ],
  balance: [
    ['once', reported, HARMLESS],
    ...UNANSWERED.map(([errorClass, faults]): Row => ['once', unreported(errorClass), faults]),
    ['once', unreported('auth'), ['auth']],
    ['once', unreported('validation'), ['refuse']],
  ],
};

function expectedOf(place: Place, name: string, often: Often): Observation {
  const rows = ROWS[place].filter(
    ([when, , faults]) => [often, 'both'].includes(when) && faults.includes(name),
  );
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`What is expected of ${place}: ${name}, ${often}?`);
  return row[1];
}

/**
 * `always` is left out where it differs from run to run: a requested wait is waited each time, and the balance is
 * asked for only once.
 */
function oftenOf(place: Place, name: string): readonly Often[] {
  return place === 'balance' || name.includes('-retry-') ? ['once'] : ['once', 'always'];
}

/** Every fault of the catalog at each kind of request where it can happen. */
export function faultScenarios(): Scenario[] {
  const places = Object.keys(ROWS) as Place[];
  return places.flatMap((place) =>
    FAULTS.filter((fault) => fault.places.includes(place)).flatMap(({ name }) =>
      oftenOf(place, name).map((often) => faultScenario(place, name, often, expectedOf(place, name, often))),
    ),
  );
}
