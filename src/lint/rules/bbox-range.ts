import { replaceValue } from '../../prompt/members';
import { itemsOf, type Node, numberOf } from '../../prompt/nodes';
import { GRID } from '../../prompt/shape';
import { boxScale } from '../boxes/box-scale';
import { fitsGrid, isRounding, toGrid } from '../boxes/grid-value';
import type { Fix, Rule } from '../rule';

const EDGES = ['y_min', 'x_min', 'y_max', 'x_max'] as const;

interface Outside {
  readonly node: Node;
  readonly index: number;
  readonly value: number;
}

/** The edges of a box that lie outside the grid. */
function outsideOf(items: readonly Node[]): Outside[] {
  const found: Outside[] = [];
  items.forEach((node, index) => {
    const value = numberOf(node);
    if (value !== undefined && !fitsGrid(value)) found.push({ node, index, value });
  });
  return found;
}

/** Whether an edge is outside only because of rounding, and moving it back does not make the box empty. */
function isSlip({ index, value }: Outside, items: readonly Node[]): boolean {
  const opposite = numberOf(items[(index + 2) % items.length]);
  return isRounding(value) && (opposite === undefined || toGrid(opposite) !== toGrid(value));
}

function fixesOf(edge: Outside, outside: readonly Outside[], items: readonly Node[]): Fix[] {
  const edit = ({ node, value }: Outside) => replaceValue(node, String(toGrid(value)));
  const one: Fix = {
    title: `Clamp ${EDGES[edge.index] ?? 'this edge'} to ${toGrid(edge.value)}`,
    edits: [edit(edge)],
    certain: isSlip(edge, items),
  };
  if (outside.length === 1) return [one];
  return [one, { title: 'Clamp all edges of this box', edits: outside.map(edit), certain: false }];
}

/** An edge of a box lies outside the frame. */
export const bboxRange: Rule = {
  id: 'bbox-range',
  level: 'shape',
  severity: 'warning',
  summary: 'An edge of a box is below 0 or above 1000.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      for (const { bbox, box, path } of prompt.elements) {
        const items = itemsOf(bbox?.value);
        if (items.length !== 4 || (box?.every(fitsGrid) ?? false)) continue;
        // If all boxes are in another scale, that is a problem of its own.
        if (boxScale(prompt) !== 'grid') break;
        const outside = outsideOf(items);
        for (const edge of outside) {
          const { offset, length } = edge.node;
          report({
            offset,
            length,
            message: `${EDGES[edge.index] ?? 'An edge'} lies outside the frame, which goes from 0 to ${GRID} on both axes. Clamp it to ${toGrid(edge.value)}, or convert the box if it is in pixels.`,
            path: [...path, 'bbox', edge.index],
            fixes: () => fixesOf(edge, outside, items),
          });
        }
      }
    }
  },
};
