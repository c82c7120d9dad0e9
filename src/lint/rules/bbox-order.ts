import type { LocatedElement } from '../../prompt/located-document';
import { exchangeValues, replaceValue } from '../../prompt/members';
import { itemsOf, type Node } from '../../prompt/nodes';
import { GRID } from '../../prompt/shape';
import { boxScale } from '../boxes/box-scale';
import type { Fix, Rule } from '../rule';

type Box = NonNullable<LocatedElement['box']>;

/** Whether the last two numbers could be meant as a size: the box would end within the frame. */
function mayBeSize([top, left, height, width]: Box): boolean {
  return height >= 0 && width >= 0 && top + height <= GRID && left + width <= GRID;
}

/** Whether the first two numbers could be meant as the center, and the last two as the size around it. */
function mayBeMiddle([y, x, height, width]: Box): boolean {
  const fits = (middle: number, size: number) => middle - size / 2 >= 0 && middle + size / 2 <= GRID;
  return height >= 0 && width >= 0 && fits(y, height) && fits(x, width);
}

/**
 * Whether the corners are certainly exchanged. If only one axis is wrong, it may count from the other side, or a digit
 * may be missing.
 */
function areCornersExchanged(box: Box): boolean {
  return box[0] > box[2] && box[1] > box[3] && !mayBeSize(box) && !mayBeMiddle(box);
}

function fixesOf(text: string, bbox: Node, box: Box, isGrid: boolean): Fix[] {
  const [top, left, bottom, right] = itemsOf(bbox);
  if (!top || !left || !bottom || !right) return [];
  const edits = [
    ...(box[0] > box[2] ? exchangeValues(text, top, bottom) : []),
    ...(box[1] > box[3] ? exchangeValues(text, left, right) : []),
  ];
  const asSize = isGrid && mayBeSize(box);
  const certain = isGrid && areCornersExchanged(box);
  const sort: Fix = { title: 'Sort the corners of this box', edits, certain };
  if (!asSize) return [sort];
  const ends = [replaceValue(bottom, String(box[0] + box[2])), replaceValue(right, String(box[1] + box[3]))];
  return [sort, { title: 'Read the last two numbers as height and width', edits: ends, certain: false }];
}

function messageOf(box: Box): string {
  const rows = box[0] > box[2];
  const columns = box[1] > box[3];
  const what = rows && columns ? 'y_min and x_min are' : rows ? 'y_min is' : 'x_min is';
  const than = rows && columns ? 'y_max and x_max' : rows ? 'y_max' : 'x_max';
  return `${what} larger than ${than}: a box is [y_min, x_min, y_max, x_max]. Sort its corners.`;
}

/** A box ends before it begins. */
export const bboxOrder: Rule = {
  id: 'bbox-order',
  level: 'shape',
  severity: 'warning',
  summary: 'A box ends above or left of where it begins.',
  check({ text, prompts }, report) {
    for (const prompt of prompts) {
      for (const { bbox, box, path } of prompt.elements) {
        if (!bbox || !box || (box[0] <= box[2] && box[1] <= box[3])) continue;
        const { offset, length } = bbox.value;
        report({
          offset,
          length,
          message: messageOf(box),
          path: [...path, 'bbox'],
          fixes: () => fixesOf(text, bbox.value, box, boxScale(prompt) === 'grid'),
        });
      }
    }
  },
};
