import { signal } from '@preact/signals';
import type { PanelMessage } from '../protocol/messages';
import { Comparison } from './comparison';
import { ThumbnailMaker } from './thumbnail-maker';

/** What a person is looking at beside the stage, and what the page has to say of what it did itself. */
export class Review {
  readonly comparison: Comparison;
  readonly thumbnails: ThumbnailMaker;
  /** The chosen image stands alone in the place of the stage. */
  readonly alone = signal(false);
  /** What could not be done, until it is closed. */
  readonly failure = signal<string | null>(null);
  /** Said to a screen reader. */
  readonly spoken = signal('');

  constructor(post: (message: PanelMessage) => void) {
    this.comparison = new Comparison(post);
    this.thumbnails = new ThumbnailMaker(post);
  }

  /** Another document is shown. */
  forget(): void {
    this.comparison.end();
    this.alone.value = false;
    this.failure.value = null;
  }
}
