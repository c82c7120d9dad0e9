import { comparePrompts } from '../../diff/compare/compare-prompts';
import { describeChanges } from '../../diff/describe/describe-changes';
import type { ChangeView } from '../../diff/describe/view';
import { promptOf } from '../../run/record/run-prompt';
import type { Run } from '../../run/record/store';

/** An image of an existing run, counted from 0. */
export interface ImageOf {
  readonly run: Run;
  readonly index: number;
}

/** What changed in the prompt from one image to another; null if one of the prompts is unknown. */
export function compareImages(a: ImageOf, b: ImageOf): readonly ChangeView[] | null {
  const before = promptOf(a.run.record, a.index);
  const after = promptOf(b.run.record, b.index);
  return before && after ? describeChanges(comparePrompts(before, after)) : null;
}
