/** The host's answer when the page compares two images. */
import type { ChangeView } from '../diff/describe/view';
import type { ImageRef } from './run-view';

/** What changed in the prompt from one image to another. */
export interface Difference {
  readonly a: ImageRef;
  readonly b: ImageRef;
  /** Empty if the prompts are the same; null if one of them is unknown. */
  readonly changes: readonly ChangeView[] | null;
}
