import { boxScale } from '../boxes/box-scale';
import type { Rule } from '../rule';
import { shortened } from '../shortened';
import { findOverlaps } from '../lettering/text-pile';
import { transposedElements } from '../boxes/transposition';
import { firstTwins } from '../lettering/twins';

/** Two texts cover the same area. */
export const textOverlap: Rule = {
  id: 'text-overlap',
  level: 'layout',
  severity: 'warning',
  summary: 'A literal text lies over another one.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      if (boxScale(prompt) !== 'grid' || transposedElements(prompt).length > 0) continue;
      const twins = firstTwins(prompt);
      for (const { element, under } of findOverlaps(prompt, (one) => twins.has(one))) {
        if (!element.bbox) continue;
        const { offset, length } = element.bbox.value;
        const quoted = shortened((under.text ?? '').replace(/\s+/gu, ' ').trim());
        report({
          offset,
          length,
          message: `This text lies over that of element ${under.index + 1}, “${quoted}”: their letters would mix. Move one of the boxes, or make it smaller.`,
          path: [...element.path, 'bbox'],
        });
      }
    }
  },
};
