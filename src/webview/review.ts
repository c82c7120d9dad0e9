import type { PanelMessage } from '../protocol/messages';
import { Cell } from './parts/signal';
import { Comparison } from './compare/comparison';
import { ThumbnailMaker } from './filmstrip/thumbnail-maker';

/** What a person is looking at beside the stage, and what the page has to say of what it did itself. */
export class Review {
  readonly comparison: Comparison;
  readonly thumbnails: ThumbnailMaker;
  /** The chosen image stands alone in the place of the stage. */
  readonly alone = new Cell(false);
  /** What could not be done, until it is closed. */
  readonly failure = new Cell<string | null>(null);
  /** Said to a screen reader. */
  readonly spoken = new Cell('');

  constructor(post: (message: PanelMessage) => void) {
    this.comparison = new Comparison(post);
    this.thumbnails = new ThumbnailMaker(post);
  }

  /** Another document is shown. */
  forget(): void {
    this.comparison.end();
    this.alone.set(false);
    this.failure.set(null);
  }
}
