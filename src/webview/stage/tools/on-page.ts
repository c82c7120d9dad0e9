/** Where frame and pointer are on the page, and which element a part of the page belongs to. */
import type { Point } from '../../../layout/boxes/axis';
import { GRID } from '../../../prompt/shape';
import type { Input } from './interaction';

/** Where on the screen the frame is: read once for each gesture. */
export interface FramePosition {
  toGrid(clientX: number, clientY: number): Point;
  /** A distance in CSS pixels, in grid units. */
  distance(pixels: number): Point;
}

/** The position of the frame's part of the page. */
export function positionOf(frame: Element): FramePosition {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return {
    toGrid: (x, y) => ({ x: ((x - left) / width) * GRID, y: ((y - top) / height) * GRID }),
    distance: (pixels) => ({ x: (pixels / width) * GRID, y: (pixels / height) * GRID }),
  };
}

/** Where a pointer is, and what is held down with it. */
export function inputOf({ clientX, clientY, shiftKey, altKey }: PointerEvent, frame: FramePosition): Input {
  return {
    point: frame.toGrid(clientX, clientY),
    screen: { x: clientX, y: clientY },
    shift: shiftKey,
    alt: altKey,
  };
}

/** The element of the list that a part of the page belongs to. */
export function indexOf(target: Element): number | undefined {
  const index = target.closest('[data-element-index]')?.getAttribute('data-element-index');
  return index === null || index === undefined ? undefined : Number(index);
}
