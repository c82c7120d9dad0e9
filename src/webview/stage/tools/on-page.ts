/** Where frame and pointer are on the page, and which prompt element a DOM element belongs to. */
import type { Point } from '../../../layout/boxes/axis';
import { GRID } from '../../../prompt/shape';
import type { Input } from './interaction';

/** The frame's position on the screen, read once per gesture. */
export interface FramePosition {
  toGrid(clientX: number, clientY: number): Point;
  /** Converts a distance from CSS pixels to grid units. */
  distance(pixels: number): Point;
}

/** The position of the frame's DOM element. */
export function positionOf(frame: Element): FramePosition {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return {
    toGrid: (x, y) => ({ x: ((x - left) / width) * GRID, y: ((y - top) / height) * GRID }),
    distance: (pixels) => ({ x: (pixels / width) * GRID, y: (pixels / height) * GRID }),
  };
}

/** Where the pointer of an event is, and which modifier keys are held. */
export function inputOf({ clientX, clientY, shiftKey, altKey }: PointerEvent, frame: FramePosition): Input {
  return {
    point: frame.toGrid(clientX, clientY),
    screen: { x: clientX, y: clientY },
    shift: shiftKey,
    alt: altKey,
  };
}

/** The index of the prompt element that a DOM element belongs to. */
export function indexOf(target: Element): number | undefined {
  const index = target.closest('[data-element-index]')?.getAttribute('data-element-index');
  return index === null || index === undefined ? undefined : Number(index);
}
