/** The runs and images that the filmstrip shows. */
import { isJsonObject } from '../task/types';

export interface FilmFilter {
  /** Only images that are marked as favorites. */
  readonly favorite: boolean;
  /** Only runs in which something failed. */
  readonly failed: boolean;
  /** Only runs with this speed; null for any. */
  readonly speed: string | null;
  /** Only runs with this size, such as `1664x2496`; null for any. */
  readonly size: string | null;
}

export const NO_FILTER: FilmFilter = { favorite: false, failed: false, speed: null, size: null };

/** Reads a saved filter. Replaces what is unusable with a setting that shows everything. */
export function readFilmFilter(value: unknown): FilmFilter {
  if (!isJsonObject(value)) return NO_FILTER;
  const name = (key: 'speed' | 'size') => (typeof value[key] === 'string' ? value[key] : null);
  return {
    // Earlier versions saved it as `favourite`.
    favorite: value['favorite'] === true || value['favourite'] === true,
    failed: value['failed'] === true,
    speed: name('speed'),
    size: name('size'),
  };
}
