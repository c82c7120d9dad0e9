/** A rectangle with its origin at the top left; the unit is the caller's (pixels of the frame throughout the proof). */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The rectangle minus a margin on every side. Its size is never negative, and its center stays the same. */
export function inset(rect: Rect, horizontal: number, vertical: number): Rect {
  const width = Math.max(0, rect.width - 2 * horizontal);
  const height = Math.max(0, rect.height - 2 * vertical);
  return {
    x: rect.x + (rect.width - width) / 2,
    y: rect.y + (rect.height - height) / 2,
    width,
    height,
  };
}

/** Whether a point is within the rectangle or on its edge. */
export function holds(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}
