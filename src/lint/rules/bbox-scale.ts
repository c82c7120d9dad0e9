import { GRID } from '../../prompt/shape';
import { formatSize, SIZES } from '../../task/sizes';
import { setBox } from '../boxes/box-edits';
import { boxScale, fitsUnit } from '../boxes/box-scale';
import type { Fix, Rule } from '../rule';
import type { ElementSubject, PromptSubject } from '../subject';

interface Frame {
  readonly width: number;
  readonly height: number;
}

const UNIT: Frame = { width: 1, height: 1 };
/** What other models draw by default: a box that ends just there was drawn for it. */
const SMALL: Frame = { width: 1024, height: 1024 };

/** The box on the grid of a box in a frame's own units. */
function converted(box: readonly number[], { width, height }: Frame): readonly number[] {
  return box.map((edge, index) => {
    const side = index % 2 === 0 ? height : width;
    return Math.min(Math.max(Math.round((edge / side) * GRID), 0), GRID);
  });
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

function fixesOf(prompt: PromptSubject, element: ElementSubject, frame: Frame): Fix[] {
  const certain = frame === UNIT;
  const unit = certain ? 'fractions' : `pixels of ${formatSize(frame)}`;
  const convert = (elements: readonly ElementSubject[]) =>
    elements.flatMap((each) => (each.box ? setBox(each, converted(each.box, frame)) : []));
  return [
    { title: `Convert all boxes from ${unit} to the grid`, edits: convert(prompt.elements), certain },
    { title: `Convert this box from ${unit} to the grid`, edits: convert([element]), certain },
  ];
}

/** Boxes count pixels or parts of 1 instead of thousandths. */
export const bboxScale: Rule = {
  id: 'bbox-scale',
  level: 'layout',
  severity: 'warning',
  summary: 'The boxes are in pixels or in fractions instead of on the grid from 0 to 1000.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      const scale = boxScale(prompt);
      if (scale === 'grid') continue;
      const unit = scale === 'fractions' ? 'fractions' : 'pixels';
      for (const element of prompt.elements) {
        const { bbox, box, path } = element;
        if (!bbox || !box) continue;
        if (!(scale === 'fractions' ? fitsUnit(box) : box.some((edge) => edge > GRID))) continue;
        const { offset, length } = bbox.value;
        report({
          offset,
          length,
          message: `This box is in ${unit}, but boxes count thousandths of the frame, from 0 to ${GRID} on both axes. Convert all of them.`,
          path: [...path, 'bbox'],
          fixes: () =>
            (scale === 'fractions' ? [UNIT] : framesOf(prompt)).flatMap((frame) =>
              fixesOf(prompt, element, frame),
            ),
        });
      }
    }
  },
};
