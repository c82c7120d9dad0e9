/** What the rounds come to, and the limits that it is held to. */
import { FRAME, median, quantile, type Row } from '../lib/report';
import type { Edits, Round } from './sides';

/** A page that is there so much later, in milliseconds, is not seen to be. */
const LOAD_UNSEEN = 100;

/** So many frames of a second are not missed. */
const FRAMES_UNSEEN = 2;

/** Medians over all rounds of one page; milliseconds, except for `frames`. */
export interface Summary {
  readonly load: number;
  readonly press: number;
  /** Frames of a drag with the box at a place of its own, of the 60 moves. */
  readonly frames: number;
  readonly frameTime: number;
  /** The time that one frame in twenty took at least. */
  readonly slowFrame: number;
  readonly move: number;
  readonly work: number;
}

export interface EditSummary {
  readonly changed: number;
  readonly settled: number;
  readonly key: number;
  readonly parse: number;
}

export function summarize(rounds: readonly Round[]): Summary {
  const drags = rounds.flatMap(({ drags: all }) => all);
  const free = drags.filter((drag) => drag.free);
  const times = drags.flatMap(({ frames }) =>
    frames.slice(1).map(({ start }, index) => start - (frames[index]?.start ?? NaN)),
  );
  return {
    load: median(rounds.map(({ load }) => load)),
    press: median(rounds.flatMap(({ presses }) => presses)),
    frames: median(free.map(({ frames }) => new Set(frames.map(({ style }) => style)).size - 1)),
    frameTime: median(times),
    slowFrame: quantile(times, 0.95),
    move: median(drags.flatMap(({ moves }) => moves)),
    work: median(drags.flatMap(({ work }) => work)),
  };
}

export function summarizeEdits(rounds: readonly Edits[]): EditSummary {
  return {
    changed: median(rounds.flatMap(({ changed }) => changed)),
    settled: median(rounds.flatMap(({ settled }) => settled)),
    key: median(rounds.flatMap(({ keys }) => keys)),
    parse: median(rounds.flatMap(({ parses }) => parses)),
  };
}

/** Lines for what both pages do. With few boxes a difference that nobody can see counts as none. */
export function compare(studio: Summary, control: Summary, few: boolean): readonly Row[] {
  const atMost = (name: keyof Summary, label: string, factor: number, unseen: number): Row => {
    const most = Math.max(control[name] * factor, few ? control[name] + unseen : 0);
    const limit = few ? `${factor} x or + ${unseen.toFixed(0)} ms` : `${factor} x`;
    return {
      name: label,
      studio: studio[name],
      control: control[name],
      limit,
      holds: studio[name] <= most,
    };
  };
  const shown = (name: keyof Summary, label: string): Row => ({
    name: label,
    studio: studio[name],
    control: control[name],
    limit: '',
    holds: true,
  });
  const least = Math.min(control.frames * 0.97, few ? control.frames - FRAMES_UNSEEN : Infinity);
  const frames = {
    ...shown('frames', 'frames shown'),
    limit: few ? `0.97 x or - ${FRAMES_UNSEEN}` : '0.97 x',
    holds: studio.frames >= least,
  };
  return [
    atMost('load', 'load', 1.5, LOAD_UNSEEN),
    atMost('press', 'press to paint', 2, FRAME),
    frames,
    shown('frameTime', 'frame time'),
    shown('slowFrame', 'frame time, 95 %'),
    atMost('move', 'move to paint', 1.25, FRAME),
    shown('work', 'script for a frame of moves'),
  ];
}

/** Lines for what only the real page does. */
export function judgeEdits({ changed, settled, key, parse }: EditSummary): readonly Row[] {
  const free = { control: null, limit: '', holds: true };
  const most = 1.5 * parse + FRAME;
  return [
    { name: 'release to text changed', studio: changed, ...free },
    { name: 'release to text painted', studio: settled, ...free },
    { name: 'parse', studio: parse, ...free },
    {
      name: 'key to stage',
      studio: key,
      control: null,
      limit: `1.5 parses + 1 frame = ${most.toFixed(1)}`,
      holds: key <= most,
    },
  ];
}

/** Whether moving a box costs the same whatever there is beside it. The clock of a page counts tenths of milliseconds. */
export function judgeWork(few: Summary, many: Summary): Row {
  return {
    name: 'script for a frame of moves, against the fewest boxes',
    studio: many.work,
    control: few.work,
    limit: '1.5 x or + 0.3 ms',
    holds: many.work <= Math.max(1.5 * few.work, few.work + 0.3),
  };
}
