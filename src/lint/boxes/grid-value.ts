import { GRID } from '../../prompt/shape';

/** Whether a number, rounded to the grid's units, lies on the grid. */
export function fitsGrid(value: number): boolean {
  return value > -0.5 && value < GRID + 0.5;
}
