/** The page's state that survives a reload of the window: the view options of each document. */
import { isJsonObject } from '../task/types';
import { type FilmFilter, NO_FILTER, readFilmFilter } from './film-filter';

/** The part of the frame that the stage shows: all of it, or a scale and the point of the frame (0-1) at its center. */
export type StageViewport =
  | 'fit'
  | {
      /** CSS pixels per pixel of the image. */
      readonly scale: number;
      readonly x: number;
      readonly y: number;
    };

/** The backdrop under the boxes: an empty sheet, the layout proof or the chosen result. */
export const BACKDROPS = ['none', 'proof', 'result'] as const;
export type Backdrop = (typeof BACKDROPS)[number];

/** The view options of a document, on the stage and in the filmstrip. */
export interface ViewOptions {
  readonly viewport: StageViewport;
  readonly backdrop: Backdrop;
  /** The opacity of the backdrop, 0-1. */
  readonly opacity: number;
  readonly boxes: boolean;
  readonly snap: boolean;
  readonly grid: boolean;
  /** The filter of the filmstrip. */
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
 * The state that the page saves with `setState`, so that it survives a reload of the window. The editor hands it to the
 * host when it restores the panel. `document` and `locked` tell the host what to show; `looks` has the view options for
 * the page, by document URI.
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

/** Reads the saved state of the page. Replaces anything unusable with its default. */
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
