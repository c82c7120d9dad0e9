import { removeMember } from '../../prompt/members';
import type { Rule } from '../rule';

/** A box that has no area. */
export const bboxEmpty: Rule = {
  id: 'bbox-empty',
  level: 'layout',
  severity: 'warning',
  summary: 'A box is 0 wide or 0 high.',
  check({ text, prompts }, report) {
    for (const { elements } of prompts) {
      for (const { bbox, box, path } of elements) {
        if (!bbox || !box || (box[0] !== box[2] && box[1] !== box[3])) continue;
        const { offset, length } = bbox.value;
        const side = box[0] !== box[2] ? '0 wide' : box[1] !== box[3] ? '0 high' : '0 wide and 0 high';
        report({
          offset,
          length,
          message: `This box is ${side}, so it has no room for anything. Give it a size, or remove it so that the model chooses the place.`,
          path: [...path, 'bbox'],
          fixes: () => [
            {
              title: 'Remove the box, so that the model chooses the place',
              edits: [removeMember(text, bbox)],
              certain: false,
            },
          ],
        });
      }
    }
  },
};
