/** Measures the texts and thumbnails of the filmstrip. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { RunView } from '../../protocol/run-view';
import { settledResults } from '../runs';
import { IMAGE_GAP, type Measure } from './film-layout';

/** As in the style sheet: the scale of the small font, in which all digits are as wide as the widest one. */
const SMALL = 0.85;
const SLACK = 1.03;

/** Measures texts as the filmstrip draws them. Texts that differ only in their digits are measured once. */
export function useMeasure(): Measure {
  return useMemo(() => {
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    const known = new Map<string, number>();
    return (words, weight) => {
      const font = `${weight === 'bold' ? 600 : 400} ${parseFloat(fontSize) * SMALL}px ${fontFamily}`;
      const shape = words.replaceAll(/\d/g, '0');
      const key = `${weight} ${shape}`;
      const width = known.get(key);
      if (width !== undefined || !context) return width ?? 0;
      context.font = font;
      const measured = context.measureText(shape).width * SLACK + 1;
      known.set(key, measured);
      return measured;
    };
  }, []);
}

/** The height of a thumbnail, in CSS pixels. */
function thumbnailSide(): number {
  return parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--thumbnail'));
}

/** The height of a thumbnail, in CSS pixels; it is smaller if the page has little height. */
export function useThumbnailSide(): number {
  const [side, setSide] = useState(thumbnailSide);
  useEffect(() => {
    const measure = () => setSide(thumbnailSide());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return side;
}

/** Requests the thumbnails that will be visible first, before the page is drawn. */
export function preloadThumbnails(runs: readonly RunView[]): void {
  const side = thumbnailSide();
  let room = window.innerWidth;
  for (const run of runs) {
    for (const { thumbnail } of settledResults(run)) {
      if (thumbnail !== null) document.head.append(preloadLink(thumbnail));
      room -= (side * run.width) / run.height + IMAGE_GAP;
      if (room <= 0) return;
    }
  }
}

function preloadLink(address: string): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'image';
  link.href = address;
  return link;
}
