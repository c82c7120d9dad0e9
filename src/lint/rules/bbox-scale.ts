import { GRID } from '../../prompt/shape';
import { formatSize, SIZES } from '../../task/sizes';
import { setBox } from '../boxes/box-edits';
import { type BoxScale, boxScale, fitsUnit } from '../boxes/box-scale';
import { staysItself, toGrid } from '../boxes/grid-value';
import { PERCENT } from '../boxes/percent';
import type { Fix, Rule } from '../rule';
import type { ElementSubject, PromptSubject } from '../subject';

type Box = NonNullable<ElementSubject['box']>;

interface Frame {
  readonly width: number;
  readonly height: number;
}

const UNIT: Frame = { width: 1, height: 1 };
const HUNDRED: Frame = { width: PERCENT, height: PERCENT };
/** What other models draw by default: a box that ends just there was drawn for it. */
const SMALL: Frame = { width: 1024, height: 1024 };

/** A box in a frame's own units, in those of the grid. */
function scaled(box: readonly number[], { width, height }: Frame): readonly number[] {
  return box.map((edge, index) => (edge / (index % 2 === 0 ? height : width)) * GRID);
}

/** Whether all boxes stay the same ones on the grid. */
function stayThemselves(elements: readonly ElementSubject[], frame: Frame): boolean {
  return elements.every(({ box }) => !box || staysItself(scaled(box, frame)));
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

function unitOf(frame: Frame): string {
  if (frame === UNIT) return 'fractions';
  return frame === HUNDRED ? 'percent' : `pixels of ${formatSize(frame)}`;
}

function fixesOf({ elements }: PromptSubject, element: ElementSubject, frame: Frame): Fix[] {
  const certain = frame === UNIT && stayThemselves(elements, frame);
  const unit = unitOf(frame);
  const convert = (those: readonly ElementSubject[]) =>
    those.flatMap((each) => (each.box ? setBox(each, scaled(each.box, frame).map(toGrid)) : []));
  return [
    { title: `Convert all boxes from ${unit} to the grid`, edits: convert(elements), certain },
    { title: `Convert this box from ${unit} to the grid`, edits: convert([element]), certain },
  ];
}

type OtherScale = Exclude<BoxScale, 'grid'>;

/** Whether a box is one of those that show the scale. */
function shows(box: Box, scale: OtherScale): boolean {
  return scale === 'pixels' ? box.some((edge) => edge > GRID) : scale === 'percent' || fitsUnit(box);
}

function messageOf(scale: OtherScale): string {
  const subject = scale === 'percent' ? 'The boxes are in percent' : `This box is in ${scale}`;
  return `${subject}, but boxes count thousandths of the frame, from 0 to ${GRID} on both axes. Convert all of them.`;
}

function framesFor(prompt: PromptSubject, scale: OtherScale): readonly Frame[] {
  if (scale === 'pixels') return framesOf(prompt);
  return [scale === 'percent' ? HUNDRED : UNIT];
}

/** Boxes count pixels, hundredths or parts of 1 instead of thousandths. */
export const bboxScale: Rule = {
  id: 'bbox-scale',
  level: 'layout',
  severity: 'warning',
  summary: 'The boxes are in pixels, in percent or in fractions instead of on the grid from 0 to 1000.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      const scale = boxScale(prompt);
      if (scale === 'grid') continue;
      for (const element of prompt.elements) {
        const { bbox, box, path } = element;
        if (!bbox || !box || !shows(box, scale)) continue;
        const { offset, length } = bbox.value;
        report({
          offset,
          length,
          message: messageOf(scale),
          path: [...path, 'bbox'],
          fixes: () => framesFor(prompt, scale).flatMap((frame) => fixesOf(prompt, element, frame)),
        });
        // No single box shows that it is in percent: all of them together do.
        if (scale === 'percent') break;
      }
    }
  },
};
