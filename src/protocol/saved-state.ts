/** What the page keeps over a reload of the window: how each document is looked at. */
import { isJsonObject } from '../task/types';
import { type FilmFilter, NO_FILTER, readFilmFilter } from './film-filter';

/** What part of the frame the stage shows: all of it, or a scale and the point of the frame (0-1) in the middle. */
export type StageViewport =
  | 'fit'
  | {
      /** CSS pixels for one pixel of the image. */
      readonly scale: number;
      readonly x: number;
      readonly y: number;
    };

/** What lies under the boxes: the sheet alone, the layout proof, or the chosen result. */
export const BACKDROPS = ['none', 'proof', 'result'] as const;
export type Backdrop = (typeof BACKDROPS)[number];

/** What the stage and the filmstrip show of a document, and how. */
export interface ViewOptions {
  readonly viewport: StageViewport;
  readonly backdrop: Backdrop;
  /** Of the backdrop, 0-1. */
  readonly opacity: number;
  readonly boxes: boolean;
  readonly snap: boolean;
  readonly grid: boolean;
  /** Of the filmstrip. */
  readonly filter: FilmFilter;
}

export const DEFAULT_VIEW_OPTIONS: ViewOptions = {
  viewport: 'fit',
  backdrop: 'result',
  opacity: 1,
  boxes: true,
  snap: true,
  grid: false,
  filter: NO_FILTER,
};

/**
 * What the page keeps with `setState` over a reload of the window. The host gets it back from the editor when the panel
 * is restored: `document` and `locked` say what to show again, `looks` are the view options by document URI, for the page.
 */
export interface SavedPanelState {
  readonly document: string | null;
  readonly locked: boolean;
  readonly looks: Readonly<Record<string, ViewOptions>>;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function readViewport(value: unknown): StageViewport {
  if (!isJsonObject(value)) return 'fit';
  const { scale, x, y } = value;
  return isNumber(scale) && scale > 0 && isNumber(x) && isNumber(y) ? { scale, x, y } : 'fit';
}

function readViewOptions(value: unknown): ViewOptions {
  const source = isJsonObject(value) ? value : {};
  const flag = (name: 'boxes' | 'snap' | 'grid') =>
    typeof source[name] === 'boolean' ? source[name] : DEFAULT_VIEW_OPTIONS[name];
  const { opacity } = source;
  return {
    viewport: readViewport(source['viewport']),
    backdrop: BACKDROPS.find((name) => name === source['backdrop']) ?? DEFAULT_VIEW_OPTIONS.backdrop,
    opacity: isNumber(opacity) ? Math.min(1, Math.max(0, opacity)) : DEFAULT_VIEW_OPTIONS.opacity,
    boxes: flag('boxes'),
    snap: flag('snap'),
    grid: flag('grid'),
    filter: readFilmFilter(source['filter']),
  };
}

/** Reads what the page kept over a reload; anything unusable becomes its default. */
export function readSavedPanelState(value: unknown): SavedPanelState {
  const source = isJsonObject(value) ? value : {};
  const looks = isJsonObject(source['looks']) ? source['looks'] : {};
  return {
    document: typeof source['document'] === 'string' ? source['document'] : null,
    locked: source['locked'] === true,
    looks: Object.fromEntries(
      Object.entries(looks).map(([uri, viewOptions]) => [uri, readViewOptions(viewOptions)]),
    ),
  };
}
