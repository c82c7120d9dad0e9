import type { StoredRun } from '../../run/record/run-index';

/** A run as the tree has shown it. */
export interface ShownRun {
  readonly run: StoredRun;
  readonly active: boolean;
}

function hasSameImages(a: StoredRun, b: StoredRun): boolean {
  return a.record.results.every(({ file }) => file === null || a.files.has(file) === b.files.has(file));
}

/**
 * Whether runs look as they did. A thumbnail that was made changes nothing, and rows that are drawn again lose the click that
 * is just being made on them.
 */
export function isSameLook(before: readonly ShownRun[], after: readonly ShownRun[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ run, active }, place) => {
      const now = after[place];
      return (
        now?.active === active &&
        now.run.record === run.record &&
        now.run.annotations === run.annotations &&
        hasSameImages(run, now.run)
      );
    })
  );
}
