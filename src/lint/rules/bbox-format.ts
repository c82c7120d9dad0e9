import type { TextEdit } from '../../prompt/edit';
import type { LocatedElement } from '../../prompt/located-document';
import { insertMember, removeMember, replaceValue } from '../../prompt/members';
import { itemsOf, type Member, type Node, numberOf, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { removals } from '../../prompt/removal';
import { GRID, TEXT_KEYS } from '../../prompt/shape';
import { setBox } from '../boxes/box-edits';
import { boxScale, fitsUnit } from '../boxes/box-scale';
import { type LostBox, lostBoxes, writtenBoxes } from '../boxes/lost-box';
import { inSteps, keepsComments, onDemand } from '../changes';
import { fitsGrid, staysItself, toGrid } from '../boxes/grid-value';
import { isEmpty } from '../shape/nothing';
import { isRepeated } from '../shape/parts';
import { PERCENT } from '../boxes/percent';
import { readBox } from '../boxes/read-box';
import type { Fix, Report, Rule } from '../rule';
import type { PromptSubject } from '../subject';

type Box = NonNullable<LocatedElement['box']>;

const FORM = 'A box is [y_min, x_min, y_max, x_max]: four whole numbers from 0 to 1000.';
/** A number with more digits does not belong to a box, and may lose some of them. */
const LARGEST = 1e6;
const WRITTEN_NUMBER = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** Reports a box that is not an array of four values at all. */
function reportShape(
  text: string,
  prompt: PromptSubject,
  element: LocatedElement,
  bbox: Member,
  report: Report,
): void {
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
  const box = readBox(value);
  const boxes = box ? writtenBoxes(prompt, box) : [];
  const count = value.type === 'array' ? ` This one has ${itemsOf(value).length} values.` : '';
  const message = `${FORM}${count} Write ${boxes[0]?.array ?? 'these four numbers'}.`;
  const fixes = (): Fix[] =>
    boxes.map(({ array, from }) => {
      const edits = [replaceValue(value, array)];
      return { title: `Write the box as ${array}${from}`, edits, certain: false };
    });
  report({ offset, length, message, path, fixes });
}

/** Replaces the keys that hold a box with the box. */
function writeInstead(
  text: string,
  element: LocatedElement,
  members: readonly Member[],
  array: string,
): readonly TextEdit[] {
  const properties = members.map(({ property }) => property);
  return inSteps(text, element.node, removals(text, element.node, properties), [
    (now, object) => [insertMember(now, object, 'bbox', array, TEXT_KEYS)],
  ]);
}

/** Writes all boxes that are under other keys. */
function writeAll(text: string, prompt: PromptSubject): readonly TextEdit[] {
  const lost = lostBoxes(prompt);
  return prompt.elements.flatMap((element): readonly TextEdit[] => {
    const { members, boxes } = lost.get(element.node) ?? { members: [], boxes: [] };
    const [box] = boxes.flatMap((each) => writtenBoxes(prompt, each));
    return box && !element.bbox ? writeInstead(text, element, members, box.array) : [];
  });
}

/** Reports a box under keys other than `bbox`, one problem for all those keys. */
function reportLost(
  text: string,
  prompt: PromptSubject,
  element: LocatedElement,
  { members, boxes }: LostBox,
  report: Report,
): void {
  const [first] = members;
  if (!first) return;
  const { offset, length } = first.key;
  const keys = members.map(({ name }) => `"${name}"`);
  const list = [keys.slice(0, -1).join(', '), keys.at(-1)].filter((part) => part !== '').join(' and ');
  const path = [...element.path, first.name];
  const { bbox } = element;
  if (bbox && !isEmpty(bbox.value)) {
    const edits = () =>
      removals(
        text,
        element.node,
        members.map(({ property }) => property),
      );
    const fixes = () => [{ title: `Remove ${list}`, edits: edits(), certain: false }];
    report({ offset, length, message: `"bbox" is there already: remove ${list}.`, path, fixes });
    return;
  }
  const written = boxes.flatMap((box) => writtenBoxes(prompt, box));
  const gone = bbox ? [...members, bbox] : members;
  const fixes = (): Fix[] => {
    const own = written.map(({ array, from }) => {
      const title = `Write the box as "bbox": ${array}${from}`;
      return onDemand(title, false, () => writeInstead(text, element, gone, array));
    });
    if (lostBoxes(prompt).size < 2 || bbox) return own;
    const title = `Write all such boxes as "bbox"${written[0]?.from ?? ''}`;
    return [...own, onDemand(title, false, () => writeAll(text, prompt))];
  };
  const message = `${FORM} Write "bbox": ${written[0]?.array ?? ''} instead of ${list}.`;
  report({ offset, length, message, path, fixes });
}

/** What a value of a box should have been, if that is clear. */
function meantNumber(node: Node): string | undefined {
  const number = numberOf(node);
  if (number !== undefined) return String(Math.round(number));
  const written = stringOf(node);
  return written !== undefined && WRITTEN_NUMBER.test(written) ? String(Number(written)) : undefined;
}

/** Whether the fix loses nothing: a box of small numbers with fractions may be in percent. */
function isPlain(node: Node, { box }: LocatedElement): boolean {
  if (!box) return Math.abs(Number(stringOf(node))) < LARGEST;
  return box.some((edge) => edge > PERCENT) && staysItself(box);
}

function reportValue(element: LocatedElement, node: Node, path: JsonPath, report: Report): void {
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

/** Reports a box in fractions among boxes on the grid; rounding would make it empty. */
function reportFractions(element: LocatedElement, bbox: Node, box: Box, report: Report): void {
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
  element: LocatedElement,
  items: readonly Node[],
  report: Report,
  isGrid: () => boolean,
): void {
  items.forEach((node, index) => {
    const number = numberOf(node);
    // Whether a box is on the grid is known only once all four are numbers.
    const isFine =
      number !== undefined && (Number.isInteger(number) || !element.box || !fitsGrid(number) || !isGrid());
    if (!isFine) reportValue(element, node, [...element.path, 'bbox', index], report);
  });
}

/** A box that is not an array of four whole numbers. */
export const bboxFormat: Rule = {
  id: 'bbox-format',
  level: 'shape',
  severity: 'warning',
  summary: 'A box is not an array of exactly four whole numbers.',
  check({ text, prompts }, report) {
    for (const prompt of prompts) {
      // If all boxes are in another scale, that is a problem of its own.
      const isGrid = () => boxScale(prompt) === 'grid';
      const lost = lostBoxes(prompt);
      for (const element of prompt.elements) {
        const { bbox, box } = element;
        const elsewhere = lost.get(element.node);
        if (elsewhere) reportLost(text, prompt, element, elsewhere, report);
        if (!bbox || (box?.every(Number.isInteger) ?? false)) continue;
        const items = itemsOf(bbox.value);
        if (elsewhere && isEmpty(bbox.value)) continue;
        if (items.length !== 4) reportShape(text, prompt, element, bbox, report);
        else if (!box || !fitsUnit(box)) checkValues(element, items, report, isGrid);
        else if (isGrid()) reportFractions(element, bbox.value, box, report);
      }
    }
  },
};
