/** Keys for what can be selected in the filmstrip: each result, and each run that ended without one. */
import type { RunView } from '../../protocol/run-view';
import type { ActionSubject } from '../run-actions/perform';
import { resultKey, settledResults } from '../runs';
import type { StageContent } from '../runs';

/** The key of a run that ended without an image. */
export function failureKey(runId: string): string {
  return `${runId}/failure`;
}

/** The ID of the run that a key belongs to. */
export function runIdOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** Whether a run has no images, so that the run itself is selected instead. */
export function isBarren(run: RunView): boolean {
  return !run.active && run.errors.length > 0 && settledResults(run).length === 0;
}

/** All keys, in the order of the filmstrip. */
export function filmKeys(runs: readonly RunView[]): readonly string[] {
  return runs.flatMap((run) =>
    isBarren(run)
      ? [failureKey(run.id)]
      : settledResults(run).map((result) => resultKey(run.id, result.index)),
  );
}

/** The run or image with this key; undefined if it no longer exists. */
export function subjectOf(runs: readonly RunView[], key: string): ActionSubject | undefined {
  const run = runs.find(({ id }) => id === runIdOf(key));
  const result = run?.results.find(({ index }) => resultKey(run.id, index) === key) ?? null;
  return run && { run, result };
}

/** The key of what the stage shows; undefined if that is not in the filmstrip. */
export function shownKey(content: StageContent): string | undefined {
  if (content.kind === 'result') return resultKey(content.run.id, content.result.index);
  return content.kind === 'failed' ? failureKey(content.run.id) : undefined;
}
