import type { LocatedElement } from '../../prompt/located-document';
import { GRID } from '../../prompt/shape';
import { SIZES } from '../../task/sizes';
import { once, type PromptSubject } from '../subject';
import { arePercent, PERCENT } from './percent';

/** What the numbers of boxes count: thousandths of the frame as they should, parts of 1, hundredths, or pixels. */
export type BoxScale = 'grid' | 'fractions' | 'percent' | 'pixels';

type Box = NonNullable<LocatedElement['box']>;

/** How far a fraction may lie outside of the frame: detectors round and overshoot. */
const SLACK = 0.1;
/** The longest side of any picture that boxes in pixels are taken from. */
const LARGEST_FRAME = 4096;
/** Up to here an edge may have slipped out of the grid. */
const SLIP = 1.2 * GRID;
const SIDES: ReadonlySet<number> = new Set([1024, ...SIZES.map(({ width }) => width)]);

/** Whether a box can only be in fractions: no grid has room for it. */
export function isInFractions(box: Box): boolean {
  let broken = false;
  for (const edge of box) {
    if (edge < -SLACK || edge > 1 + SLACK) return false;
    if (!Number.isInteger(edge)) broken = true;
  }
  return broken;
}

/** Whether a box fits a frame whose sides are 1: as a fraction, or as the smallest box of the grid. */
export function fitsUnit(box: Box): boolean {
  return box.every((edge) => edge >= -SLACK && edge <= 1 + SLACK);
}

function scaleOf({ elements, generation }: PromptSubject): BoxScale {
  let fractions = 0;
  let others = 0;
  let beyond = 0;
  let largest = 0;
  for (const { box } of elements) {
    if (!box) continue;
    if (isInFractions(box)) fractions++;
    else if (!fitsUnit(box)) others++;
    for (const edge of box) {
      if (edge > GRID) beyond++;
      if (edge > largest) largest = edge;
    }
  }
  if (fractions > 0) return others === 0 ? 'fractions' : 'grid';
  if (others > 0 && largest <= PERCENT) return arePercent(elements, generation) ? 'percent' : 'grid';
  // One edge too far is a slip of the finger, and so are a few that leave the grid by a little.
  const slips = beyond < 2 || (largest <= SLIP && !SIDES.has(largest));
  return slips || largest > LARGEST_FRAME ? 'grid' : 'pixels';
}

/** The scale of all boxes of a prompt: the grid unless there is strong evidence against it. */
export const boxScale = once(scaleOf);
