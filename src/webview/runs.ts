/** What the state of a run means for what is drawn of it. */
import type { StudioState } from '../protocol/messages';
import type { ErrorView, ResultView, RunView, ImageRef } from '../protocol/run-view';

/** Stopped by the person or by a reload before it had ended, or before it was sent. */
export function isStopped(run: RunView): boolean {
  return !run.active && ['queued', 'submitting', 'waiting', 'downloading', 'detached'].includes(run.state);
}

/** Active, and not sent yet: tasks before it are worked on. */
export function isQueued(run: RunView): boolean {
  return run.active && run.state === 'queued';
}

/** The newest run of which something has been heard; the newest of all where they all wait for their turns. */
export function newestRun(runs: readonly RunView[]): RunView | undefined {
  return runs.find((run) => !isQueued(run)) ?? runs[0];
}

/** Results with something to look at: on disk, or lost from it. */
export function settledResults(run: RunView): readonly ResultView[] {
  return run.results.filter((result) => result.state !== 'pending');
}

/**
 * The failures of a run, each said once however many results it hit. That a stopped run was stopped is no failure: its
 * state says it already.
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

/** Finds an image; undefined where its run or its place in it is not there any more. */
export function findImage(runs: readonly RunView[], image: ImageRef): ImageOfRun | undefined {
  const run = runs.find(({ id }) => id === image.runId);
  const result = run?.results.find(({ index }) => index === image.index);
  return run && result && { run, result };
}

/** The image next to one on the disk, in the order of the filmstrip: the one after it, else the one before. */
export function neighbor(runs: readonly RunView[], image: ImageRef): ImageRef | undefined {
  const images = runs.flatMap((run) =>
    run.results
      .filter(({ state }) => state === 'ready')
      .map(({ index }): ImageRef => ({ runId: run.id, index })),
  );
  const at = images.findIndex((other) => isSameImage(other, image));
  return at < 0 ? undefined : (images[at + 1] ?? images[at - 1]);
}

/** The image that is chosen, where there is one on the disk. */
export function shownImage(content: StageContent): ImageRef | null {
  const isShown = content.kind === 'result' && content.result.state === 'ready';
  return isShown ? { runId: content.run.id, index: content.result.index } : null;
}

/** The chosen run, and what of it the stage can show. */
export type StageContent =
  | { readonly kind: 'none' }
  | { readonly kind: 'result'; readonly run: RunView; readonly result: ResultView }
  | { readonly kind: 'queued' | 'busy' | 'stopped' | 'bare'; readonly run: RunView }
  | { readonly kind: 'failed'; readonly run: RunView; readonly error: ErrorView };

function chosenResult(run: RunView, index: number): ResultView | undefined {
  const settled = settledResults(run);
  return settled.find((result) => result.index === index) ?? settled.find(({ state }) => state === 'ready');
}

/** The chosen run, or the newest that does not wait for its turn, by the first of its results that there is to see. */
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
