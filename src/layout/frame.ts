import type { Bbox } from '../prompt/model';
import { GRID } from '../prompt/shape';
import type { Rect } from './rect';

/** The size of an image in pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** A box on the 0-1000 grid (y first) as a rectangle in the frame's pixels, not rounded. */
export function toPixels(bbox: Bbox, frame: Frame): Rect {
  const [yMin, xMin, yMax, xMax] = bbox;
  return {
    x: (xMin / GRID) * frame.width,
    y: (yMin / GRID) * frame.height,
    width: ((xMax - xMin) / GRID) * frame.width,
    height: ((yMax - yMin) / GRID) * frame.height,
  };
}
