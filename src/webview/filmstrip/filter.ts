/** Which runs and images the filmstrip shows. */
import type { FilmFilter } from '../../protocol/film-filter';
import type { RunView } from '../../protocol/run-view';
import { filmKeys } from './keys';

/** The size of a run as in the filter: `1024x1024`. */
export function sizeOf({ width, height }: RunView): string {
  return `${width}x${height}`;
}

export function isFiltering(filter: FilmFilter): boolean {
  return filter.favorite || filter.failed || filter.speed !== null || filter.size !== null;
}

function passes(run: RunView, { failed, speed, size }: FilmFilter): boolean {
  return (
    (!failed || run.errors.length > 0) &&
    (speed === null || (run.backend !== 'proof' && run.speed === speed)) &&
    (size === null || sizeOf(run) === size)
  );
}

/** The run reduced to its favorites; undefined if it has none. */
function favoritesOf(run: RunView): RunView | undefined {
  const results = run.results.filter(({ favorite }) => favorite);
  if (results.length === 0) return undefined;
  return results.length === run.results.length && run.errors.length === 0
    ? run
    : { ...run, results, errors: [] };
}

/** The runs that pass a filter, with only the images that pass. Active runs always pass, since the user waits for them. */
export function filterRuns(runs: readonly RunView[], filter: FilmFilter): readonly RunView[] {
  if (!isFiltering(filter)) return runs;
  return runs.flatMap((run) => {
    if (run.active) return run;
    if (!passes(run, filter)) return [];
    return filter.favorite ? (favoritesOf(run) ?? []) : run;
  });
}

/** The number of images and failures; a run with neither counts as one. */
function amount(runs: readonly RunView[]): number {
  return runs.reduce((sum, run) => sum + Math.max(1, filmKeys([run]).length), 0);
}

/** How many images and failures a filter hides. */
export function hiddenCount(runs: readonly RunView[], shown: readonly RunView[]): number {
  return runs === shown ? 0 : amount(runs) - amount(shown);
}

/** The sizes of the runs, the most frequent one first. */
export function sizesOf(runs: readonly RunView[]): readonly string[] {
  const sizes = new Map<string, number>();
  for (const run of runs) sizes.set(sizeOf(run), (sizes.get(sizeOf(run)) ?? 0) + 1);
  return [...sizes].sort(([, a], [, b]) => b - a).map(([size]) => size);
}
