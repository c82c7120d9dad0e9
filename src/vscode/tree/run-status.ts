import type { RunRecord } from '../../run/record/record';
import type { RunState } from '../../task/run';

/**
 * The status of a run as a person sees it: `working` in this window, `unsent` if it was only saved, `interrupted` if it
 * has not ended and this window is not working on it.
 */
export type RunStatus =
  | 'waiting-turn'
  | 'working'
  | 'unsent'
  | 'interrupted'
  | Extract<RunState, 'succeeded' | 'partial' | 'failed' | 'detached'>;

export function statusOf({ state }: RunRecord, active: boolean): RunStatus {
  switch (state) {
    case 'queued':
      return active ? 'waiting-turn' : 'unsent';
    case 'submitting':
    case 'waiting':
    case 'downloading':
      return active ? 'working' : 'interrupted';
    case 'detached':
      return active ? 'working' : 'detached';
    default:
      return state;
  }
}

/** Whether a run has ended with images. */
export function isDone(status: RunStatus): boolean {
  return status === 'succeeded' || status === 'partial';
}
