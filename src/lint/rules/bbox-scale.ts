import type { LocatedElement } from '../../prompt/located-document';
import { GRID } from '../../prompt/shape';
import { setBox } from '../boxes/box-edits';
import { boxScale, fitsUnit } from '../boxes/box-scale';
import { type Frame, framesFor, type OtherScale, scaled, UNIT, unitOf } from '../boxes/frames';
import { staysItself, toGrid } from '../boxes/grid-value';
import { onDemand } from '../changes';
import type { Fix, Rule } from '../rule';
import type { PromptSubject } from '../subject';

type Box = NonNullable<LocatedElement['box']>;

/** Whether all boxes remain the same on the grid. */
function stayThemselves(elements: readonly LocatedElement[], frame: Frame): boolean {
  return elements.every(({ box }) => !box || staysItself(scaled(box, frame)));
}

/** Converts boxes that are drawn in a frame. */
function converting(which: string, elements: readonly LocatedElement[], frame: Frame, certain: boolean): Fix {
  const title = `Convert ${which} from ${unitOf(frame)} to the grid`;
  return onDemand(title, certain, () =>
    elements.flatMap((each) => (each.box ? setBox(each, scaled(each.box, frame).map(toGrid)) : [])),
  );
}

/**
 * For each frame that the boxes may be drawn in: the fix for all boxes, shared by all problems, and the fix for one box.
 */
function fixesFor(prompt: PromptSubject, scale: OtherScale): (element: LocatedElement) => readonly Fix[] {
  const { elements } = prompt;
  const forFrames = framesFor(prompt, scale).map((frame) => {
    const certain = frame === UNIT && stayThemselves(elements, frame);
    return { frame, certain, all: converting('all boxes', elements, frame, certain) };
  });
  return (element) =>
    forFrames.flatMap(({ frame, certain, all }) => [all, converting('this box', [element], frame, certain)]);
}

/** Whether a box shows by itself that it is in this scale. */
function shows(box: Box, scale: OtherScale): boolean {
  return scale === 'pixels' ? box.some((edge) => edge > GRID) : scale === 'percent' || fitsUnit(box);
}

function messageOf(scale: OtherScale): string {
  const subject = scale === 'percent' ? 'The boxes are in percent' : `This box is in ${scale}`;
  return `${subject}, but boxes count thousandths of the frame, from 0 to ${GRID} on both axes. Convert all of them.`;
}

/** Boxes are in pixels, percent or fractions instead of thousandths. */
export const bboxScale: Rule = {
  id: 'bbox-scale',
  level: 'layout',
  severity: 'warning',
  summary: 'The boxes are in pixels, in percent or in fractions instead of on the grid from 0 to 1000.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      const scale = boxScale(prompt);
      if (scale === 'grid') continue;
      let fixes: ReturnType<typeof fixesFor> | undefined;
      for (const element of prompt.elements) {
        const { bbox, box, path } = element;
        if (!bbox || !box || !shows(box, scale)) continue;
        const { offset, length } = bbox.value;
        report({
          offset,
          length,
          message: messageOf(scale),
          path: [...path, 'bbox'],
          fixes: () => {
            fixes ??= fixesFor(prompt, scale);
            return fixes(element);
          },
        });
        // No single box shows that it is in percent: only all of them together do.
        if (scale === 'percent') break;
      }
    }
  },
};
