import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Measure } from './film-layout';

/** As in the sheet of styles: the small print is so much smaller, and its digits are all as wide as the widest one. */
const SMALL = 0.85;
const SLACK = 1.03;

/** Measures words as the filmstrip writes them; those that differ in their digits alone only once. */
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
export function thumbnailSide(): number {
  return parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--thumbnail'));
}

/** The height of a thumbnail, which is less where the page has little. */
export function useThumbnailSide(): number {
  const [side, setSide] = useState(thumbnailSide);
  useEffect(() => {
    const measure = () => setSide(thumbnailSide());
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return side;
}
