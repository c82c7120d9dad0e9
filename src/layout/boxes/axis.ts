import type { Bbox } from '../../prompt/model';
import { GRID } from '../../prompt/shape';

/** `x` increases to the right, `y` downward. */
export type Axis = 'x' | 'y';

/** A position on the grid, or a distance along each axis, in grid units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The extent of a box along one axis. */
export interface Span {
  readonly low: number;
  readonly high: number;
}

/** The span of a box along an axis. */
export function spanOf([yMin, xMin, yMax, xMax]: Bbox, axis: Axis): Span {
  return axis === 'x' ? { low: xMin, high: xMax } : { low: yMin, high: yMax };
}

/** The box with these spans. */
export function boxOf(x: Span, y: Span): Bbox {
  return [y.low, x.low, y.high, x.high];
}

/** The box with another span along an axis. */
export function withSpan(box: Bbox, axis: Axis, span: Span): Bbox {
  return axis === 'x' ? boxOf(span, spanOf(box, 'y')) : boxOf(spanOf(box, 'x'), span);
}

/** The length of a span, in its units. */
export function lengthOf({ low, high }: Span): number {
  return high - low;
}

/** The center of a span. If the span is in whole numbers, a whole number or a half. */
export function centerOf({ low, high }: Span): number {
  return (low + high) / 2;
}

/** The nearest value between two limits. If they contradict each other, the upper one counts. */
export function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** The nearest whole number; of two, the one farther from 0, so that a move there and back ends where it began. */
export function whole(value: number): number {
  // Adding 0 turns -0 into 0.
  return Math.sign(value) * Math.round(Math.abs(value)) + 0;
}

/** A span of a whole length from 1 to 1000 around a center, rounded, and moved inside the frame. */
export function spanAround(center: number, length: number): Span {
  const low = within(Math.round(center - length / 2), 0, GRID - length);
  return { low, high: low + length };
}
