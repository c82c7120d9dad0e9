/** What the page shows for a run, depending on its state. */
import type { StudioState } from '../protocol/messages';
import type { ErrorView, ResultView, RunView, ImageRef } from '../protocol/run-view';

/** Whether a run was stopped, by a person or a reload, before it had ended or before it was sent. */
export function isStopped(run: RunView): boolean {
  return !run.active && ['queued', 'submitting', 'waiting', 'downloading', 'detached'].includes(run.state);
}

/** Whether an active run is not sent yet because tasks before it are still running. */
export function isQueued(run: RunView): boolean {
  return run.active && run.state === 'queued';
}

/** The newest run that is not queued; the newest one if all are queued. */
export function newestRun(runs: readonly RunView[]): RunView | undefined {
  return runs.find((run) => !isQueued(run)) ?? runs[0];
}

/** The results that are no longer pending: their files are, or were, on disk. */
export function settledResults(run: RunView): readonly ResultView[] {
  return run.results.filter((result) => result.state !== 'pending');
}

/**
 * The errors of a run, each listed once no matter how many results it affects. The abort of a stopped run is not an error:
 * the run's state already says so.
 */
export function distinctErrors(run: RunView): readonly ErrorView[] {
  const stopped = isStopped(run);
  return run.errors.filter(
    (error, index) =>
      !(stopped && error.code === 'aborted') &&
      index ===
        run.errors.findIndex((other) => other.title === error.title && other.message === error.message),
  );
}

/** An image with its run. */
export interface ImageOfRun {
  readonly run: RunView;
  readonly result: ResultView;
}

/** The key of a result: `runId/index`. */
export function resultKey(runId: string, index: number): string {
  return `${runId}/${index}`;
}

export function isSameImage(a: ImageRef, b: ImageRef): boolean {
  return a.runId === b.runId && a.index === b.index;
}

/** Finds an image; undefined if it does not exist anymore. */
export function findImage(runs: readonly RunView[], image: ImageRef): ImageOfRun | undefined {
  const run = runs.find(({ id }) => id === image.runId);
  const result = run?.results.find(({ index }) => index === image.index);
  return run && result && { run, result };
}

/** The next image on disk after a given one, in filmstrip order; if there is none, the previous one. */
export function neighbor(runs: readonly RunView[], image: ImageRef): ImageRef | undefined {
  const images = runs.flatMap((run) =>
    run.results
      .filter(({ state }) => state === 'ready')
      .map(({ index }): ImageRef => ({ runId: run.id, index })),
  );
  const at = images.findIndex((other) => isSameImage(other, image));
  return at < 0 ? undefined : (images[at + 1] ?? images[at - 1]);
}

/** The selected image, if it is on disk. */
export function shownImage(content: StageContent): ImageRef | null {
  const isShown = content.kind === 'result' && content.result.state === 'ready';
  return isShown ? { runId: content.run.id, index: content.result.index } : null;
}

/** The selected run, and which part of it the stage can show. */
export type StageContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'result'; readonly run: RunView; readonly result: ResultView }
  | { readonly kind: 'queued' | 'busy' | 'stopped' | 'bare'; readonly run: RunView }
  | { readonly kind: 'failed'; readonly run: RunView; readonly error: ErrorView };

function chosenResult(run: RunView, index: number): ResultView | undefined {
  const settled = settledResults(run);
  return settled.find((result) => result.index === index) ?? settled.find(({ state }) => state === 'ready');
}

/** What the stage shows: the selected result, or else the first visible result of the selected run or of the newest run. */
export function stageContent({ runs, selected }: StudioState): StageContent {
  const chosen = runs.find((run) => run.id === selected?.runId);
  const run = chosen ?? newestRun(runs);
  const result = run && chosenResult(run, chosen && selected ? selected.index : 0);
  if (run && result) return { kind: 'result', run, result };
  if (!run) return { kind: 'none' };
  if (run.active) return { kind: isQueued(run) ? 'queued' : 'busy', run };
  const error = distinctErrors(run)[0];
  if (isStopped(run) && !error) return { kind: 'stopped', run };
  return error ? { kind: 'failed', run, error } : { kind: 'bare', run };
}
