/** What the host answers when the page compares two images. */
import type { ChangeView } from '../diff/describe/view';
import type { ImageRef } from './run-view';

/** What changed in the prompt from one image to another. */
export interface Difference {
  readonly a: ImageRef;
  readonly b: ImageRef;
  /** Empty where the prompts are the same; null where one of them is not known. */
  readonly changes: readonly ChangeView[] | null;
}
