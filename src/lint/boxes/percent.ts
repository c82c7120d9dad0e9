import type { LocatedElement } from '../../prompt/located-document';
import { roomOf, sizeIn } from '../../layout/fit-text';
import { PLAIN_FACE } from '../../layout/text-width';
import { GRID } from '../../prompt/shape';
import { LEGIBLE, measured, pixelsOf } from '../lettering/lettering';
import type { Generation } from '../subject';
import { positionsIn } from './positions-in-text';

type Box = NonNullable<LocatedElement['box']>;

/** Where the frame ends for a box in percent. */
export const PERCENT = 100;

/** All boxes are in the same scale, so it is enough to check the first ones. */
const SAMPLE = 128;
/** The evidence that is needed, and how many times the evidence against it this must be. */
const NEEDED = 2;
const MAJORITY = 3;
/** The span of such boxes together if they fill the picture; on the grid that would be a corner of it. */
const WHOLE = 60;

const LARGE =
  /\b(?:large|huge|big|giant|massive|towering|dominat(?:es|ing)|fills|filling|full[- ](?:width|height|body|page|length)|headline|banner|panorama)\b/;
const SMALL = /\b(?:small|tiny|little|mini|miniature|watermark|icon|badge|stamp|fine print)\b/;

function inGrid(box: Box): Box {
  const scale = GRID / PERCENT;
  return [box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale];
}

/** How well the named positions fit a box: more than 0 if they fit only if it is in percent. */
function placeEvidence(words: string, [top, left, bottom, right]: Box): number {
  let sum = 0;
  for (const { axis, at } of positionsIn(words)) {
    const middle = axis === 'y' ? (top + bottom) / 2 : (left + right) / 2;
    const gain = Math.abs(middle / GRID - at) - Math.abs(middle / PERCENT - at);
    if (Math.abs(gain) > 0.3) sum += Math.sign(gain);
  }
  return sum;
}

/** The same for the words that describe how large something is. */
function sizeEvidence(words: string, [top, left, bottom, right]: Box): number {
  const share = (Math.abs(bottom - top) * Math.abs(right - left)) / PERCENT ** 2;
  if (SMALL.test(words)) return share > 0.2 ? -2 : 0;
  return LARGE.test(words) && share > 0.1 ? 1 : 0;
}

/** The same for a text, which must be legible. */
function textEvidence(text: string, box: Box, generation: Generation): number {
  const room = roomOf(measured(text), PLAIN_FACE);
  const isLegible = (written: Box) => sizeIn(pixelsOf(written, generation), room) >= LEGIBLE;
  return !isLegible(box) && isLegible(inGrid(box)) ? 1 : 0;
}

function evidenceOf({ text, desc = '', box }: LocatedElement, generation: Generation): number {
  if (!box || box[0] === box[2] || box[1] === box[3]) return 0;
  const words = desc.toLowerCase();
  const lettering = text ? textEvidence(text, box, generation) : 0;
  return lettering + placeEvidence(words, box) + sizeEvidence(words, box);
}

/** On the grid, three or more boxes that make up a complete picture would be crowded into a hundredth of it. */
function spreadEvidence(boxes: readonly Box[]): number {
  if (boxes.length < 3) return 0;
  const span = (low: 0 | 1, high: 2 | 3) =>
    Math.max(...boxes.map((box) => box[high])) - Math.min(...boxes.map((box) => box[low]));
  return span(0, 2) >= WHOLE && span(1, 3) >= WHOLE ? 1 : 0;
}

/** Whether boxes with all edges at most 100 are in percent of the frame, judging by their descriptions and sizes. */
export function arePercent(elements: readonly LocatedElement[], generation: Generation): boolean {
  const sample = elements.slice(0, SAMPLE);
  const evidence = sample.map((element) => evidenceOf(element, generation));
  const boxes = sample.flatMap(({ box }) => (box ? [box] : []));
  let agreeing = spreadEvidence(boxes);
  let opposing = 0;
  for (const one of evidence) {
    if (one > 0) agreeing += one;
    else opposing -= one;
  }
  return agreeing >= NEEDED && agreeing >= MAJORITY * opposing;
}
