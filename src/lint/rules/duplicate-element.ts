import { removeItem } from '../../prompt/members';
import { firstTwins } from '../lettering/twins';
import type { Rule } from '../rule';

/** An element that occurs twice. */
export const duplicateElement: Rule = {
  id: 'duplicate-element',
  level: 'layout',
  severity: 'warning',
  summary: 'An element repeats another one: same type, text, description and box.',
  check({ text, prompts }, report) {
    for (const prompt of prompts) {
      for (const [element, twin] of firstTwins(prompt)) {
        report({
          offset: element.node.offset,
          length: 1,
          message: `This element is the same as element ${twin.index + 1}. Remove it, or say what sets it apart.`,
          path: element.path,
          fixes: () => [
            { title: 'Remove this element', edits: [removeItem(text, element.node)], certain: false },
          ],
        });
      }
    }
  },
};
