import type { Post, Text } from '../context';
import type { PageActionId } from '../../protocol/run-actions';
import type { ImageRef, ResultView } from '../../protocol/run-view';
import type { PageState } from '../page-state';
import { isSameImage, shownImage, type StageContent } from '../runs';
import { copyImage } from './copy-image';

export interface PageContext {
  /** What the stage shows. */
  readonly content: StageContent;
  readonly text: Text;
  readonly post: Post;
  readonly page: PageState;
}

interface PageAction {
  /** Whether the menu offers it for an image for which it is possible. Default: always. */
  readonly isOffered?: (image: ImageRef, content: StageContent) => boolean;
  readonly perform: (image: ImageRef, result: ResultView, context: PageContext) => void;
}

/** The actions in the table that the page performs itself, with one function each. */
export const PAGE_ACTIONS: Readonly<Record<PageActionId, PageAction>> = {
  viewAlone: { perform: (image, _, context) => openViewer(image, context) },
  compareWithShown: {
    isOffered: (image, content) => {
      const shown = shownImage(content);
      return shown !== null && !isSameImage(shown, image);
    },
    perform: (image, _, context) => compareWith(image, 'b', context),
  },
  copyImage: { perform: (_, { uri }, context) => void copy(uri, context) },
};

/** Opens an image in the image viewer, and selects it. */
export function openViewer(image: ImageRef, { content, post, page }: Omit<PageContext, 'text'>): void {
  const shown = shownImage(content);
  page.comparison.end();
  if (!shown || !isSameImage(shown, image)) post({ type: 'select', ...image });
  page.isViewerOpen.value = true;
}

/** Compares an image with the shown one or, during a comparison, replaces one of the two images with it. */
export function compareWith(
  image: ImageRef,
  side: 'a' | 'b',
  { content, page: { comparison } }: Pick<PageContext, 'content' | 'page'>,
): void {
  const shown = shownImage(content);
  if (comparison.pair.value) comparison.choose(side, image);
  else if (shown) comparison.begin(shown, image);
}

async function copy(uri: string | null, { text, page }: PageContext): Promise<void> {
  try {
    if (uri !== null) await copyImage(uri);
    page.spoken.value = text('imageCopied');
  } catch {
    page.failure.value = text('copyFailed');
  }
}
