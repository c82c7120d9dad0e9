import { signal } from '@preact/signals';
import type { PanelMessage } from '../protocol/messages';
import { Comparison } from './comparison';
import { ThumbnailMaker } from './thumbnail-maker';

/** What the user sees besides the stage, and messages about what the page itself did or failed to do. */
export class PageState {
  readonly comparison: Comparison;
  readonly thumbnails: ThumbnailMaker;
  /** Whether the image viewer shows the selected image instead of the stage. */
  readonly isViewerOpen = signal(false);
  /** The message about what failed, until the user closes it. */
  readonly failure = signal<string | null>(null);
  /** The text for screen readers to announce. */
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
