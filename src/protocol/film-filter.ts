/** Which runs and images the filmstrip shows. */
import { isJsonObject } from '../task/types';

export interface FilmFilter {
  /** Only images that a person marked. */
  readonly favourite: boolean;
  /** Only runs in which something failed. */
  readonly failed: boolean;
  /** Only runs of this speed; null: of any. */
  readonly speed: string | null;
  /** Only runs of this size, as `1664x2496`; null: of any. */
  readonly size: string | null;
}

export const NO_FILTER: FilmFilter = { favourite: false, failed: false, speed: null, size: null };

/** Reads what was kept of a filter; anything unusable lets everything through. */
export function readFilmFilter(value: unknown): FilmFilter {
  if (!isJsonObject(value)) return NO_FILTER;
  const name = (key: 'speed' | 'size') => (typeof value[key] === 'string' ? value[key] : null);
  return {
    favourite: value['favourite'] === true,
    failed: value['failed'] === true,
    speed: name('speed'),
    size: name('size'),
  };
}
