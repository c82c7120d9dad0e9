import { type ActionId, isImageAction, isRunAction } from '../../protocol/run-actions';
import type { ResultView, RunView } from '../../protocol/run-view';
import type { Post } from '../context';
import { PAGE_ACTIONS, type PageContext } from './page-actions';

/** A run and one of its images; the image is null if the run itself is meant. */
export interface ActionSubject {
  readonly run: RunView;
  readonly result: ResultView | null;
}

export interface ActionContext extends PageContext {
  readonly post: Post;
}

/** Performs an action in the page, or asks the host to perform it. */
export function perform(id: ActionId, { run, result }: ActionSubject, context: ActionContext): void {
  const runId = run.id;
  if (isRunAction(id)) {
    context.post({ type: 'runAction', action: id, runId });
  } else if (result) {
    const { index } = result;
    if (isImageAction(id)) context.post({ type: 'imageAction', action: id, runId, index });
    else PAGE_ACTIONS[id].perform({ runId, index }, result, context);
  }
}
