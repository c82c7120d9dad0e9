/** What the rounds of both pages come to, and the limits that it is held to. */
import { median, type Row } from '../lib/report';
import type { ScrollFrame } from './browser/probe';
import type { Device, FilmRound } from './film';

const LOAD_LIMIT = 1.5;
const FRAMES_LIMIT = 0.95;

/** Frames in which the film was elsewhere than in the one before. */
function moved(frames: readonly ScrollFrame[]): number {
  return new Set(frames.map(({ left }) => left)).size - 1;
}

function scrollRows(
  device: Device,
  studio: readonly FilmRound[],
  control: readonly FilmRound[],
): readonly Row[] {
  const frames = (rounds: readonly FilmRound[]) =>
    median(rounds.map(({ scrolls }) => moved(scrolls[device])));
  const gaps = (rounds: readonly FilmRound[]) =>
    Math.max(...rounds.map(({ scrolls }) => scrolls[device].filter(({ gap }) => gap).length));
  const [shown, wanted] = [frames(studio), frames(control)];
  const holds = shown >= FRAMES_LIMIT * wanted;
  return [
    {
      name: `frames of a scroll, by ${device}`,
      studio: shown,
      control: wanted,
      limit: `${FRAMES_LIMIT} x`,
      holds,
    },
    {
      name: 'of them with a gap, at most',
      studio: gaps(studio),
      control: gaps(control),
      limit: '',
      holds: true,
    },
  ];
}

/** Lines for what both pages do. */
export function compareFilms(studio: readonly FilmRound[], control: readonly FilmRound[]): readonly Row[] {
  const load = (rounds: readonly FilmRound[]) => median(rounds.map((round) => round.load));
  const [own, bare] = [load(studio), load(control)];
  return [
    {
      name: 'first paint of the film',
      studio: own,
      control: bare,
      limit: `${LOAD_LIMIT} x`,
      holds: own <= LOAD_LIMIT * bare,
    },
    ...scrollRows('wheel', studio, control),
    ...scrollRows('fingers', studio, control),
  ];
}
