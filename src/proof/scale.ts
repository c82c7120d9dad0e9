import type { Frame } from '../layout/frame';
import type { Rect } from '../layout/rect';

/** The dimensions of a proof's own marks, in pixels, so that it looks the same for every frame size. */
export interface Scale {
  readonly frame: Rect;
  /** The font size of tags and notes. */
  readonly font: number;
  /** The width of a box's outline. */
  readonly stroke: number;
  /** The distance between the frame's edge and what is placed along it. */
  readonly margin: number;
}

/** The dimensions for a frame, by its area; smaller ones for a very narrow frame. */
export function scaleOf({ width, height }: Frame): Scale {
  const reference = Math.min(Math.sqrt(width * height), 1.8 * Math.min(width, height));
  return {
    frame: { x: 0, y: 0, width, height },
    font: reference * 0.0185,
    stroke: reference * 0.0016,
    margin: reference * 0.028,
  };
}
