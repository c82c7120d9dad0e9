import type { Frame } from '../layout/frame';
import type { Rect } from '../layout/rect';

/** The measures of a proof's own marks, in pixels, so that it looks the same at every size of frame. */
export interface Scale {
  readonly frame: Rect;
  /** The font size of tags and notes. */
  readonly font: number;
  /** The width of a box's outline. */
  readonly stroke: number;
  /** Between the frame's edge and what is set along it. */
  readonly margin: number;
}

/** The measures for a frame; its area decides, and a very narrow frame gets smaller ones. */
export function scaleOf({ width, height }: Frame): Scale {
  const reference = Math.min(Math.sqrt(width * height), 1.8 * Math.min(width, height));
  return {
    frame: { x: 0, y: 0, width, height },
    font: reference * 0.0185,
    stroke: reference * 0.0016,
    margin: reference * 0.028,
  };
}
