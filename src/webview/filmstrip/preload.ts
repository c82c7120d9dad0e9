import type { RunView } from '../../protocol/run-view';
import { settledResults } from '../runs';
import { IMAGE_GAP } from './film-layout';
import { thumbnailSide } from './use-measure';

/** Asks for the first images of the film, as far as they are in sight, while the page is still to be drawn. */
export function preloadThumbnails(runs: readonly RunView[]): void {
  const side = thumbnailSide();
  let room = window.innerWidth;
  for (const run of runs) {
    for (const { thumbnail } of settledResults(run)) {
      if (thumbnail !== null) document.head.append(preload(thumbnail));
      room -= (side * run.width) / run.height + IMAGE_GAP;
      if (room <= 0) return;
    }
  }
}

function preload(address: string): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'image';
  link.href = address;
  return link;
}
