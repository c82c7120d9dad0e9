import type { Rect } from '../layout/rect';

/**
 * Something already on the sheet. Create it with `obstacle`: a single object shape keeps the many comparisons fast.
 */
export interface Obstacle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The cost of covering it, per share of the covering rectangle. */
  readonly weight: number;
  /** The cost of crossing its outline. */
  readonly outline: number;
}

/** A rectangle as an obstacle. */
export function obstacle(rect: Rect, weight: number, outline = 0): Obstacle {
  const { x: left, y: top } = rect;
  return { left, top, right: left + rect.width, bottom: top + rect.height, weight, outline };
}

/**
 * The weighted cost of what a rectangle covers: 0 if it is free. Stops counting above `ceiling`: a higher cost may be
 * returned as any number above it.
 */
export function coverage(rect: Rect, obstacles: readonly Obstacle[], ceiling = Infinity): number {
  const { x, y, width, height } = rect;
  const area = width * height;
  if (area <= 0) return 0;
  let cost = 0;
  for (const { left, top, right, bottom, weight, outline } of obstacles) {
    const across = Math.min(right, x + width) - Math.max(left, x);
    const down = Math.min(bottom, y + height) - Math.max(top, y);
    if (across <= 0 || down <= 0) continue;
    const share = (across * down) / area;
    cost += weight * share + (share < 0.999 ? outline : 0);
    if (cost > ceiling) return cost;
  }
  return cost;
}

/** A candidate position and its cost. */
export interface Spot {
  readonly rect: Rect;
  readonly cost: number;
}

const STEPS = 12;

/**
 * Finds the emptiest position within `area` for a rectangle; of equal ones the first from the top, then from the
 * left.
 */
export function freestSpot(
  size: { readonly width: number; readonly height: number },
  area: Rect,
  obstacles: readonly Obstacle[],
): Spot {
  let best: Spot | undefined;
  for (let row = 0; row <= STEPS; row++) {
    for (let column = 0; column <= STEPS; column++) {
      const rect = {
        x: area.x + (Math.max(0, area.width - size.width) * column) / STEPS,
        y: area.y + (Math.max(0, area.height - size.height) * row) / STEPS,
        width: size.width,
        height: size.height,
      };
      // The margins look tidier than the middle of the sheet.
      const centrality = Math.min(column, STEPS - column) / STEPS;
      const taste = 0.15 * centrality + 0.002 * row;
      const ceiling = best ? best.cost - taste : Infinity;
      if (ceiling <= 0) continue;
      const cost = coverage(rect, obstacles, ceiling) + taste;
      if (!best || cost < best.cost - 1e-9) best = { rect, cost };
    }
  }
  return best ?? { rect: { x: area.x, y: area.y, ...size }, cost: 0 };
}
