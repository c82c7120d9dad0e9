import { signal } from '@preact/signals';
import type { PanelMessage } from '../protocol/messages';
import { Comparison } from './comparison';
import { ThumbnailMaker } from './thumbnail-maker';

/** What a person looks at besides the stage, and what the page did or could not do itself. */
export class PageState {
  readonly comparison: Comparison;
  readonly thumbnails: ThumbnailMaker;
  /** Whether the image viewer shows the selected image instead of the stage. */
  readonly isViewerOpen = signal(false);
  /** What could not be done, until it is closed. */
  readonly failure = signal<string | null>(null);
  /** Said to a screen reader. */
  readonly spoken = signal('');

  constructor(post: (message: PanelMessage) => void) {
    this.comparison = new Comparison(post);
    this.thumbnails = new ThumbnailMaker(post);
  }

  /** Called when another document is shown. */
  forget(): void {
    this.comparison.end();
    this.isViewerOpen.value = false;
    this.failure.value = null;
  }
}
