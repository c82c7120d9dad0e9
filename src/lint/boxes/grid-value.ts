import { GRID } from '../../prompt/shape';

/** Up to this much, the change of an edge is a tool's rounding and not intended. */
const ROUNDING = 5;

/** Whether a number, rounded to the grid's units, lies on the grid. */
export function fitsGrid(value: number): boolean {
  return value > -0.5 && value < GRID + 0.5;
}

/** The nearest unit of the grid. */
export function toGrid(value: number): number {
  return Math.min(Math.max(Math.round(value), 0), GRID);
}

/** Whether putting a number on the grid moves it no further than a tool's rounding does. */
export function isRounding(value: number): boolean {
  return Math.abs(value - toGrid(value)) <= ROUNDING;
}

/** Whether a box remains the same once its edges are on the grid: none moves far, and it does not become empty. */
export function staysItself(box: readonly number[]): boolean {
  return box.every((edge, index) => {
    const opposite = box[(index + 2) % box.length] ?? edge;
    return isRounding(edge) && (edge === opposite || toGrid(edge) !== toGrid(opposite));
  });
}
