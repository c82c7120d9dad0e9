import { differencesOf } from '../../difference/changes';
import type { ChangeView } from '../../difference/view';
import { viewsOf } from '../../difference/words';
import { promptOf } from '../../run/run-prompt';
import type { Run } from '../../run/store';

/** An image of a run that is there, counted from 0. */
export interface ImageOf {
  readonly run: Run;
  readonly index: number;
}

/** What changed in the prompt from one image to another; null where one of the prompts is not known. */
export function compareImages(a: ImageOf, b: ImageOf): readonly ChangeView[] | null {
  const before = promptOf(a.run.record, a.index);
  const after = promptOf(b.run.record, b.index);
  return before && after ? viewsOf(differencesOf(before, after)) : null;
}
