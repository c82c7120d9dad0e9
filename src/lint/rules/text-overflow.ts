import type { LocatedElement } from '../../prompt/located-document';
import { fitText, roomOf } from '../../layout/fit-text';
import { surelyFits } from '../../layout/quick-fit';
import { chooseTypeface } from '../../layout/typeface';
import { replaceValue } from '../../prompt/members';
import { memberOf } from '../../prompt/nodes';
import { GRID } from '../../prompt/shape';
import { setBox } from '../boxes/box-edits';
import { boxScale, isInFractions } from '../boxes/box-scale';
import { isUpright, LEGIBLE, measured, pixelsOf, sizeOf } from '../lettering/lettering';
import type { Fix, Rule } from '../rule';
import { shortened } from '../shortened';
import type { Generation } from '../subject';
import { transposedElements } from '../boxes/transposition';

/** A text whose box is too small for it. */
interface Crowded {
  readonly element: LocatedElement;
  readonly text: string;
  readonly desc: string;
  readonly box: NonNullable<LocatedElement['box']>;
  readonly generation: Generation;
}

interface Needs {
  /** In units of the grid. */
  readonly width: number;
  readonly height: number;
}

/** Slightly larger than just legible. */
const COMFORTABLE = 1.1 * LEGIBLE;

/** The size that the box needs at least, with the text's own line breaks. */
function needsOf({ text, desc, generation }: Crowded): Needs {
  const room = roomOf(text, chooseTypeface(desc));
  const [width, height] = isUpright(desc) ? [room.height, room.width] : [room.width, room.height];
  return {
    width: Math.ceil(((width * COMFORTABLE) / generation.width) * GRID),
    height: Math.ceil(((height * COMFORTABLE) / generation.height) * GRID),
  };
}

/** Extends a span on both sides of its middle, within the grid. */
function grown(from: number, to: number, length: number): readonly [number, number] {
  const low = Math.max(0, Math.round(Math.min(from, to)));
  const high = Math.min(GRID, Math.round(Math.max(from, to)));
  if (high - low >= length) return [low, high];
  const start = Math.min(Math.max(Math.floor((low + high - length) / 2), 0), GRID - length);
  return [start, start + length];
}

function growFix({ element, box }: Crowded, { width, height }: Needs): Fix[] {
  if (width > GRID || height > GRID) return [];
  const [top, bottom] = grown(box[0], box[2], height);
  const [left, right] = grown(box[1], box[3], width);
  return [
    {
      title: 'Grow the box so that the text is legible',
      edits: setBox(element, [top, left, bottom, right]),
      certain: false,
    },
  ];
}

/** Breaks the text at its spaces, if that alone makes it legible. */
function breakFix({ element, text, desc, box, generation }: Crowded): Fix[] {
  const value = memberOf(element.members, 'text')?.value;
  const { fontSize, lines } = fitText(
    text,
    pixelsOf(box, generation),
    chooseTypeface(desc),
    'center',
    LEGIBLE,
  );
  if (!value || fontSize < LEGIBLE || text !== element.text) return [];
  const broken = JSON.stringify(lines.map((line) => line.text).join('\n'));
  return [
    {
      title: `Break the text into ${lines.length} lines`,
      edits: [replaceValue(value, broken)],
      certain: false,
    },
  ];
}

function adviceOf(crowded: Crowded, { width, height }: Needs): string {
  const { box, text } = crowded;
  const sides: string[] = [];
  const [rows, columns] = [Math.abs(box[2] - box[0]), Math.abs(box[3] - box[1])];
  if (width > columns) sides.push(`${width} wide instead of ${columns}`);
  if (height > rows) sides.push(`${height} high instead of ${rows}`);
  const lines = /\s/.test(text.trim()) ? ', or break the text into lines' : '';
  if (width > GRID || height > GRID) return `It does not fit the frame either${lines || ': shorten it'}.`;
  return `Make the box at least ${sides.join(' and ')}${lines}.`;
}

function messageOf(crowded: Crowded, size: number): string {
  const quoted = shortened(crowded.text.replace(/\s+/gu, ' ').trim());
  const advice = adviceOf(crowded, needsOf(crowded));
  return `“${quoted}” cannot be legible in this box: its letters would be about ${Math.max(1, Math.round(size))} pixels high. ${advice}`;
}

/** A literal text that does not fit its box. */
export const textOverflow: Rule = {
  id: 'text-overflow',
  level: 'layout',
  severity: 'warning',
  summary: 'A literal text is too long to be legible in its box.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      if (boxScale(prompt) !== 'grid' || transposedElements(prompt).length > 0) continue;
      const { generation } = prompt;
      for (const element of prompt.elements) {
        const { kind, desc = '', bbox, box, path } = element;
        if (kind !== 'text' || !bbox || !box || !element.text) continue;
        const text = measured(element.text);
        const rect = pixelsOf(box, generation);
        // A box that has no area within the frame is another problem.
        if (rect.width === 0 || rect.height === 0 || text.trim() === '') continue;
        if (surelyFits(text, rect, LEGIBLE) || isInFractions(box)) continue;
        const size = sizeOf(text, desc, rect);
        if (size >= LEGIBLE) continue;
        const crowded: Crowded = { element, text, desc, box, generation };
        const { offset, length } = bbox.value;
        report({
          offset,
          length,
          message: messageOf(crowded, size),
          path: [...path, 'bbox'],
          fixes: () => [...growFix(crowded, needsOf(crowded)), ...breakFix(crowded)],
        });
      }
    }
  },
};
