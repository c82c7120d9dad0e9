/** Times, prices, names and states of runs as texts. */
import type { ResultView, RunView } from '../protocol/run-view';
import type { Text } from './context';
import { distinctErrors, isQueued, isStopped } from './runs';

// Created once, since creating them takes far longer than using them.
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const DAY_OF_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const DOLLARS = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** `14:32` in local time, with the day if it is not today. */
export function clockTime(iso: string, today: Date): string {
  const date = new Date(iso);
  const time = TIME.format(date);
  if (date.toDateString() === today.toDateString()) return time;
  const day = date.getFullYear() === today.getFullYear() ? DAY : DAY_OF_YEAR;
  return `${day.format(date)}, ${time}`;
}

/** US dollars with two decimals, or up to four if needed. */
export function dollars(amount: number): string {
  return DOLLARS.format(amount);
}

/** A seed that fits on the narrowest thumbnail: a long one is shortened in the middle, with a mark to show it. */
export function shortSeed(seed: NonNullable<ResultView['seed']>): string {
  const digits = String(seed);
  return digits.length <= 10 ? digits : `${digits.slice(0, 4)}…${digits.slice(-4)}`;
}

/** `18 s`; from two minutes on, `2 min`. */
export function elapsed(text: Text, sinceIso: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(sinceIso)) / 1000));
  return seconds < 120 ? text('busySeconds', seconds) : text('busyMinutes', Math.floor(seconds / 60));
}

/** `Quality` for `QUALITY`; an unknown name stays as it is. */
export function speedName(text: Text, speed: string): string {
  if (speed === 'TURBO') return text('speedTurbo');
  if (speed === 'DEFAULT') return text('speedDefault');
  return speed === 'QUALITY' ? text('speedQuality') : speed;
}

/** `3 images`. */
export function imageCount(text: Text, count: number): string {
  return text(count === 1 ? 'imagesOne' : 'imagesMany', count);
}

/** The settings and the cost of a run: `Quality · 3 images · $0.10 so far`. */
export function runSummary(text: Text, run: RunView): string {
  if (run.backend === 'proof') return `${text('layoutProof')} · ${text('free')}`;
  const parts = [speedName(text, run.speed), imageCount(text, run.count)];
  if (run.cost !== null) parts.push(text(run.active ? 'costSoFar' : 'cost', dollars(run.cost)));
  return parts.join(' · ');
}

/** When a run was created; for an active run, whether it is queued or running. */
function runTime(text: Text, run: RunView): string {
  if (isQueued(run)) return text('queued');
  return run.active ? text('now') : clockTime(run.createdAt, new Date());
}

/** The heading of a run: when it was created, what it is, and what can be done with it now. */
export function runHead(
  text: Text,
  run: RunView,
): { readonly time: string; readonly summary: string; readonly action: 'cancel' | 'resume' | undefined } {
  const head = { time: runTime(text, run), summary: runSummary(text, run) };
  if (run.active) return { ...head, action: 'cancel' };
  const onlyStopped = isStopped(run) && distinctErrors(run).length === 0;
  return { ...head, action: run.resumable && !onlyStopped ? 'resume' : undefined };
}

/** The name of an image among others: `14:32 · 1`. */
export function imageName(text: Text, run: RunView, index: number): string {
  return text('backdropResult', runTime(text, run), index + 1);
}

/** `1664 × 2496`. */
export function sizeLabel({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} × ${height}`;
}

/** The text that screen readers read for a result's image. */
export function resultAlt(text: Text, run: RunView, index: number): string {
  const time = clockTime(run.createdAt, new Date());
  return run.backend === 'proof' ? text('proofAlt', time) : text('imageAlt', index + 1, time);
}

/** Why a result has no image to show. */
export function absence({ state }: ResultView): 'elsewhere' | 'missing' {
  return state === 'elsewhere' ? 'elsewhere' : 'missing';
}

/** What happens if an active run is canceled now. */
export function cancelHint(text: Text, run: RunView): string {
  return text(run.state === 'queued' ? 'withdrawHint' : 'cancelHint');
}

/** Why a run is neither active nor finished, and what can still be done. */
export function stoppedLabels(text: Text, run: RunView): { readonly title: string; readonly words: string } {
  if (run.state === 'queued') return { title: text('notSent'), words: text('notSentText') };
  if (run.state === 'detached') return { title: text('detached'), words: text('detachedText') };
  return { title: text('interrupted'), words: text('interruptedText') };
}

/** What happens if a run is resumed. */
export function resumeHint(text: Text, run: RunView): string {
  return text(run.state === 'queued' ? 'sendHint' : 'resumeHint');
}

/** What an active run is doing. */
export function progressLabel(text: Text, run: RunView): string {
  if (run.state === 'submitting') return text('busySubmitting');
  return run.state === 'downloading' ? text('busyDownloading') : text('busyWaiting');
}
