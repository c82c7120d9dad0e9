/** The texts of the tree: times, states and sums. */
import { env, l10n } from 'vscode';
import { costOf } from '../../run/record/record';
import type { Run } from '../../run/record/store';
import { summarize } from '../../task/build';
import { formatMoney } from '../../task/prices';
import { formatSize } from '../../task/sizes';
import { imagesOf } from '../runs/summary';
import { isDone, type RunStatus } from './run-status';
import type { RunTotals } from './shown';

const SEPARATOR = ' · ';

/** A moment in the editor's language: `27 Nov 2026, 10:58`. */
export function timeWords(iso: string): string {
  const format = new Intl.DateTimeFormat(env.language, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(new Date(iso));
}

/** A moment without the parts that it shares with today: `10:58`, or `26 Nov, 10:58`. */
export function shortTimeWords(iso: string, today: Date): string {
  const date = new Date(iso);
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const day = { day: 'numeric', month: 'short' } as const;
  const isToday = date.toDateString() === today.toDateString();
  const isThisYear = date.getFullYear() === today.getFullYear();
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  const options = isToday ? time : { ...day, ...year, ...time };
  return new Intl.DateTimeFormat(env.language, options).format(date);
}

const UNITS = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** How long ago a moment was: `3 hours ago`. */
export function agoWords(iso: string, now: number): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  const format = new Intl.RelativeTimeFormat(env.language, { numeric: 'auto' });
  return format.format(-Math.floor(seconds / length), unit);
}

export function statusWords(status: RunStatus): string {
  switch (status) {
    case 'waiting-turn':
      return l10n.t('Waiting for its turn');
    case 'working':
      return l10n.t('Generating');
    case 'unsent':
      return l10n.t('Not sent');
    case 'interrupted':
      return l10n.t('Interrupted');
    case 'detached':
      return l10n.t('Stopped waiting');
    case 'partial':
      return l10n.t('Some images are missing');
    case 'failed':
      return l10n.t('Failed');
    case 'succeeded':
      return l10n.t('Finished');
  }
}

function imageWords(run: Run): string {
  const images = imagesOf(run);
  const { expected } = run.record;
  if (images !== expected) return l10n.t('{0} of {1} images', images, expected);
  return images === 1 ? l10n.t('1 image') : l10n.t('{0} images', images);
}

/** The result of a run: `3 images · $0.09 · TURBO · 2048x2048`. Without its status if it is finished. */
export function runWords(run: Run, status: RunStatus): string {
  const { record } = run;
  const { size, speed } = summarize(record.request);
  const cost = costOf(record);
  const isProof = record.backend === 'proof';
  return joined([
    isDone(status) ? '' : statusWords(status),
    isProof ? l10n.t('Layout proof') : isDone(status) || imagesOf(run) > 0 ? imageWords(run) : '',
    cost === null ? '' : l10n.t('${0}', formatMoney(cost)),
    isProof ? '' : speed,
    formatSize(size),
  ]);
}

/** The result of a run with its status, for screen readers and tooltips, which have no icon. */
export function wholeRunWords(run: Run, status: RunStatus): string {
  return joined([isDone(status) ? statusWords(status) : '', runWords(run, status)]);
}

/** `$1.20 · 12 runs`. */
export function totalsWords({ runs, cost }: RunTotals): string {
  const count = runs === 1 ? l10n.t('1 run') : l10n.t('{0} runs', runs);
  return joined([l10n.t('${0}', formatMoney(cost)), count]);
}

/** Joins the non-empty parts into one line. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(SEPARATOR);
}
