/** Names for what can be chosen in the filmstrip: each result that is there, and each run that brought none. */
import type { RunView } from '../../protocol/run-view';
import type { ActionSubject } from '../run-actions/perform';
import { resultKey, settledResults } from '../runs';
import type { StageContent } from '../runs';

/** The name of a run that ended without an image. */
export function failureKey(runId: string): string {
  return `${runId}/failure`;
}

/** The run that a name belongs to. */
export function runIdOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** Whether the run as a whole stands for its missing images. */
export function isBarren(run: RunView): boolean {
  return !run.active && run.errors.length > 0 && settledResults(run).length === 0;
}

/** All names, in the order of the filmstrip. */
export function filmKeys(runs: readonly RunView[]): readonly string[] {
  return runs.flatMap((run) =>
    isBarren(run)
      ? [failureKey(run.id)]
      : settledResults(run).map((result) => resultKey(run.id, result.index)),
  );
}

/** What has this name; undefined where it is not there any more. */
export function subjectOf(runs: readonly RunView[], key: string): ActionSubject | undefined {
  const run = runs.find(({ id }) => id === runIdOf(key));
  const result = run?.results.find(({ index }) => resultKey(run.id, index) === key) ?? null;
  return run && { run, result };
}

/** The name of what the stage shows; undefined where that is not in the filmstrip. */
export function shownKey(content: StageContent): string | undefined {
  if (content.kind === 'result') return resultKey(content.run.id, content.result.index);
  return content.kind === 'failed' ? failureKey(content.run.id) : undefined;
}
