import { removeMember, replaceValue } from '../../prompt/members';
import { itemsOf, type Member, type Node, numberOf, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { GRID } from '../../prompt/shape';
import { setBox } from '../boxes/box-edits';
import { boxScale, fitsUnit } from '../boxes/box-scale';
import { keepsComments } from '../changes';
import { fitsGrid, staysItself, toGrid } from '../boxes/grid-value';
import { isEmpty } from '../shape/nothing';
import { isRepeated } from '../shape/parts';
import { PERCENT } from '../boxes/percent';
import { readBox } from '../boxes/read-box';
import type { Fix, Report, Rule } from '../rule';
import type { ElementSubject } from '../subject';

type Box = NonNullable<ElementSubject['box']>;

const FORM = 'A box is [y_min, x_min, y_max, x_max]: four whole numbers from 0 to 1000.';
/** A number with more digits is none of a box, and may lose some of them. */
const LARGEST = 1e6;
const WRITTEN_NUMBER = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** Reports a box that is no array of four values at all. */
function reportShape(text: string, element: ElementSubject, bbox: Member, report: Report): void {
  const { value } = bbox;
  const path = [...element.path, 'bbox'];
  const { offset, length } = value;
  if (isEmpty(value)) {
    const message = `${FORM} Leave "bbox" out for an element without one.`;
    const fixes = () => {
      const edit = removeMember(text, bbox);
      const certain = !isRepeated(element.members, 'bbox') && keepsComments(text, edit);
      return [{ title: 'Remove the empty "bbox"', edits: [edit], certain }];
    };
    report({ offset, length, message, path, fixes });
    return;
  }
  const array = readBox(value);
  const count = value.type === 'array' ? ` This one has ${itemsOf(value).length} values.` : '';
  const message = `${FORM}${count} Write ${array ?? 'these four numbers'}.`;
  const fixes = (): Fix[] =>
    array === undefined
      ? []
      : [{ title: `Write the box as ${array}`, edits: [replaceValue(value, array)], certain: false }];
  report({ offset, length, message, path, fixes });
}

/** What a value of a box should have been, if that can be told. */
function meantNumber(node: Node): string | undefined {
  const number = numberOf(node);
  if (number !== undefined) return String(Math.round(number));
  const written = stringOf(node);
  return written !== undefined && WRITTEN_NUMBER.test(written) ? String(Number(written)) : undefined;
}

/** Whether that loses nothing: a box of small numbers with fractions may be in percent. */
function isPlain(node: Node, { box }: ElementSubject): boolean {
  if (!box) return Math.abs(Number(stringOf(node))) < LARGEST;
  return box.some((edge) => edge > PERCENT) && staysItself(box);
}

function reportValue(element: ElementSubject, node: Node, path: JsonPath, report: Report): void {
  const { offset, length } = node;
  const meant = meantNumber(node);
  const what = node.type === 'number' ? 'a fraction of a unit' : 'no number';
  const advice = meant === undefined ? '' : ` Write ${meant}.`;
  const fixes = (): Fix[] =>
    meant === undefined
      ? []
      : [
          {
            title: `Write the number ${meant}`,
            edits: [replaceValue(node, meant)],
            certain: isPlain(node, element),
          },
        ];
  report({ offset, length, message: `This is ${what}. ${FORM}${advice}`, path, fixes });
}

/** Reports a box in fractions among boxes of the grid, where a rounding would make nothing of it. */
function reportFractions(element: ElementSubject, bbox: Node, box: Box, report: Report): void {
  const { offset, length } = bbox;
  const exact = box.map((edge) => edge * GRID);
  const grid = exact.map(toGrid);
  const written = `[${grid.join(', ')}]`;
  const message = `This box is in fractions of the frame, others are not. ${FORM} Write ${written}.`;
  const title = `Convert this box from fractions to ${written}`;
  const fixes = () => [{ title, edits: setBox(element, grid), certain: staysItself(exact) }];
  report({ offset, length, message, path: [...element.path, 'bbox'], fixes });
}

function checkValues(
  element: ElementSubject,
  items: readonly Node[],
  report: Report,
  isGrid: () => boolean,
): void {
  items.forEach((node, index) => {
    const number = numberOf(node);
    // Whether numbers are of the grid can be told only once all four are numbers.
    const isFine =
      number !== undefined && (Number.isInteger(number) || !element.box || !fitsGrid(number) || !isGrid());
    if (!isFine) reportValue(element, node, [...element.path, 'bbox', index], report);
  });
}

/** A box is something else than an array of four whole numbers. */
export const bboxFormat: Rule = {
  id: 'bbox-format',
  level: 'shape',
  severity: 'warning',
  summary: 'A box is not an array of exactly four whole numbers.',
  check({ text, prompts }, report) {
    for (const prompt of prompts) {
      // Boxes that are all in another scale are a problem of their own.
      const isGrid = () => boxScale(prompt) === 'grid';
      for (const element of prompt.elements) {
        const { bbox, box } = element;
        if (!bbox || (box?.every(Number.isInteger) ?? false)) continue;
        const items = itemsOf(bbox.value);
        if (items.length !== 4) reportShape(text, element, bbox, report);
        else if (!box || !fitsUnit(box)) checkValues(element, items, report, isGrid);
        else if (isGrid()) reportFractions(element, bbox.value, box, report);
      }
    }
  },
};
