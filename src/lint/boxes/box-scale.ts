import type { LocatedElement } from '../../prompt/located-document';
import { GRID } from '../../prompt/shape';
import { SIZES } from '../../task/sizes';
import { once, type PromptSubject } from '../subject';
import { arePercent, PERCENT } from './percent';

/** The unit of the boxes' numbers: thousandths of the frame, as it should be, fractions of 1, percent, or pixels. */
export type BoxScale = 'grid' | 'fractions' | 'percent' | 'pixels';

type Box = NonNullable<LocatedElement['box']>;

/** How far a fraction may lie outside the frame: detectors round and overshoot. */
const SLACK = 0.1;
/** The longest side of any picture that boxes in pixels are taken from. */
const LARGEST_FRAME = 4096;
/** Up to this value, an edge may be outside the grid by mistake. */
const SLIP = 1.2 * GRID;
const SIDES: ReadonlySet<number> = new Set([1024, ...SIZES.map(({ width }) => width)]);

/** Whether a box can only be in fractions: on the grid it would be impossibly small. */
export function isInFractions(box: Box): boolean {
  let broken = false;
  for (const edge of box) {
    if (edge < -SLACK || edge > 1 + SLACK) return false;
    if (!Number.isInteger(edge)) broken = true;
  }
  return broken;
}

/** Whether a box fits a frame whose sides are 1: as fractions, or as the smallest box on the grid. */
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
  // A single edge that is too far is a typing error, and so are a few that are slightly outside the grid.
  const slips = beyond < 2 || (largest <= SLIP && !SIDES.has(largest));
  return slips || largest > LARGEST_FRAME ? 'grid' : 'pixels';
}

/** The scale of all boxes of a prompt: the grid unless there is strong evidence against it. */
export const boxScale = once(scaleOf);
