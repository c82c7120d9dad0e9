import { GRID } from '../../prompt/shape';
import { formatSize, SIZES } from '../../task/sizes';
import type { PromptSubject } from '../subject';
import type { BoxScale } from './box-scale';
import { PERCENT } from './percent';

/** The frame that boxes in another scale are drawn in. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

export const UNIT: Frame = { width: 1, height: 1 };
const HUNDRED: Frame = { width: PERCENT, height: PERCENT };
/** The size that other models draw by default: a box that ends exactly there was drawn for it. */
const SMALL: Frame = { width: 1024, height: 1024 };

/** Converts a box from a frame's units to those of the grid. */
export function scaled(box: readonly number[], { width, height }: Frame): readonly number[] {
  return box.map((edge, index) => (edge / (index % 2 === 0 ? height : width)) * GRID);
}

/** The frames that boxes in pixels may be drawn in, the likeliest first. */
function framesOf({ elements, generation }: PromptSubject): readonly Frame[] {
  let width = 0;
  let height = 0;
  for (const { box } of elements) {
    if (!box) continue;
    height = Math.max(height, box[0], box[2]);
    width = Math.max(width, box[1], box[3]);
  }
  const holds = (frame: Frame) => width <= frame.width && height <= frame.height;
  const own = holds(generation) ? generation : SIZES.find(holds);
  const small = Math.max(width, height) === SMALL.width ? [SMALL] : [];
  return own ? [...small, own] : small;
}

/** What messages call the unit of boxes in a frame. */
export function unitOf(frame: Frame): string {
  if (frame === UNIT) return 'fractions';
  return frame === HUNDRED ? 'percent' : `pixels of ${formatSize(frame)}`;
}

/** A scale that boxes should not have. */
export type OtherScale = Exclude<BoxScale, 'grid'>;

/** The frames that the boxes of a prompt may be drawn in, by their scale; the likeliest first. */
export function framesFor(prompt: PromptSubject, scale: OtherScale): readonly Frame[] {
  if (scale === 'pixels') return framesOf(prompt);
  return [scale === 'percent' ? HUNDRED : UNIT];
}
