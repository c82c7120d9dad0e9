import type { ImageRef } from '../../protocol/run-view';
import type { Post } from '../context';
import type { Review } from '../review';
import { isSameImage, shownImage, type StageContent } from '../runs';

interface Ground {
  /** What the stage shows. */
  readonly content: StageContent;
  readonly post: Post;
  readonly review: Review;
}

/** Shows an image alone in the place of the stage; it is chosen with that. */
export function viewAlone({ content, post, review }: Ground, image: ImageRef): void {
  const shown = shownImage(content);
  review.comparison.end();
  if (!shown || !isSameImage(shown, image)) post({ type: 'select', ...image });
  review.alone.value = true;
}
