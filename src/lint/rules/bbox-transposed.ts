import type { LocatedElement } from '../../prompt/located-document';
import { swapAxes } from '../boxes/box-edits';
import { onDemand } from '../changes';
import type { Fix, Rule } from '../rule';
import { transposedElements } from '../boxes/transposition';

function swapping(which: string, text: string, elements: readonly LocatedElement[]): Fix {
  return onDemand(`Swap x and y of ${which}`, false, () =>
    elements.flatMap((element) => (element.box ? swapAxes(text, element) : [])),
  );
}

/** The boxes of a prompt have x first. */
export const bboxTransposed: Rule = {
  id: 'bbox-transposed',
  level: 'layout',
  severity: 'warning',
  summary: 'The boxes are written x first, as texts and descriptions show.',
  check({ text, prompts }, report) {
    for (const prompt of prompts) {
      for (const element of transposedElements(prompt)) {
        if (!element.bbox) continue;
        const { offset, length } = element.bbox.value;
        report({
          offset,
          length,
          message:
            'The boxes seem to be written x first, but a box is [y_min, x_min, y_max, x_max]. Swap x and y of all boxes.',
          path: [...element.path, 'bbox'],
          fixes: () => [swapping('all boxes', text, prompt.elements), swapping('this box', text, [element])],
        });
      }
    }
  },
};
