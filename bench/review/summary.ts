/** What the rounds of both pages come to, and the limits that it is held to. */
import { median, type Row } from '../lib/report';
import type { ScrollFrame } from './browser/probe';
import type { Device, FilmTimes } from './film';

const LOAD_LIMIT = 1.5;
const FRAMES_LIMIT = 0.95;

/** Frames in which the film was elsewhere than in the one before. */
function moved(frames: readonly ScrollFrame[]): number {
  return new Set(frames.map(({ left }) => left)).size - 1;
}

function scrollRows(device: Device, studio: FilmTimes, control: FilmTimes): readonly Row[] {
  const frames = ({ scrolls }: FilmTimes) => median(scrolls.map((scroll) => moved(scroll[device])));
  const gaps = ({ scrolls }: FilmTimes) =>
    Math.max(...scrolls.map((scroll) => scroll[device].filter(({ gap }) => gap).length));
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
export function compareFilms(studio: FilmTimes, control: FilmTimes): readonly Row[] {
  const [own, bare] = [median(studio.loads), median(control.loads)];
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
