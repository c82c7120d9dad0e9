import type { LocatedElement } from '../../prompt/located-document';
import { roomOf, sizeIn, type TextRoom } from '../../layout/fit-text';
import { PLAIN_FACE } from '../../layout/text-width';
import { GRID } from '../../prompt/shape';
import { boxScale } from './box-scale';
import { positionsIn } from './positions-in-text';
import { hasIdeographs, isUpright, LEGIBLE, measured, pixelsOf } from '../lettering/lettering';
import { type Generation, once, type PromptSubject } from '../subject';

type Box = NonNullable<LocatedElement['box']>;

/** All boxes are in the same order, so it is enough to check the first ones. */
const SAMPLE = 128;
/** The evidence that is needed for x first, and how many times the evidence against it this must be. */
const NEEDED = 3;
const MAJORITY = 5;
/** A box whose sides differ less than this is no evidence. */
const OBLONG = 1.5;
/** A text that covers no more than the first share of its box is lost in it; one that covers the second fits. */
const LOST = 0.08;
const AT_HOME = 0.3;
/** How much nearer a box must be to the named position: clearly nearer, or in the other half. */
const DECIDEDLY = 0.4;
const WIDE = /\b(?:horizontal(?:ly)?|banner|full[- ]width|headline|tagline|subtitle)\b/;
const TALL = /\b(?:tall|vertical(?:ly)?|full[- ]body|tower|column|pillar|standing)\b/;

/** How much better the exchanged box suits a text than the written one: not at all, somewhat, or clearly. */
function gain(written: TextRoom, other: TextRoom, room: TextRoom): number {
  const share = (box: TextRoom) =>
    (room.width * room.height * sizeIn(box, room) ** 2) / (box.width * box.height);
  const after = sizeIn(other, room);
  if (after < LEGIBLE || share(other) < AT_HOME || after < 2 * sizeIn(written, room)) return 0;
  if (sizeIn(written, room) < LEGIBLE) return 2;
  return share(written) < LOST ? 1 : 0;
}

/** The evidence from a literal text: more than 0 for x first, less than 0 for y first, as it should be. */
function textEvidence(text: string, desc: string, box: Box, generation: Generation): number {
  const written = pixelsOf(box, generation);
  if (written.width >= OBLONG * written.height) return text.length > 4 ? -1 : 0;
  // Ideographs are often set in columns, and so is lettering that is turned.
  if (written.height < OBLONG * written.width || hasIdeographs(text) || isUpright(desc)) return 0;
  return gain(
    written,
    pixelsOf([box[1], box[0], box[3], box[2]], generation),
    roomOf(measured(text), PLAIN_FACE),
  );
}

function isNearer(near: number, far: number): boolean {
  return (far > 0.6 && near < 0.4) || far - near > DECIDEDLY;
}

/** The same for the positions that a description names. */
function placeEvidence(words: string, [top, left, bottom, right]: Box): number {
  let sum = 0;
  const y = (top + bottom) / 2 / GRID;
  const x = (left + right) / 2 / GRID;
  for (const { axis, at } of positionsIn(words)) {
    // Something in the middle of one axis stays near it.
    if (at === 0.5) continue;
    const written = Math.abs((axis === 'y' ? y : x) - at);
    const swapped = Math.abs((axis === 'y' ? x : y) - at);
    if (isNearer(swapped, written)) sum++;
    else if (isNearer(written, swapped)) sum--;
  }
  return Math.sign(sum);
}

/** The same for the words that describe how something extends. */
function shapeEvidence(words: string, box: Box, generation: Generation): number {
  const { width, height } = pixelsOf(box, generation);
  const wide = width >= 2 * height;
  if (!wide && height < 2 * width) return 0;
  const asks = Number(WIDE.test(words)) - Number(TALL.test(words));
  return wide ? -asks : asks;
}

function evidenceOf({ kind, text, desc = '', box }: LocatedElement, generation: Generation): number {
  if (!box || box[0] === box[2] || box[1] === box[3]) return 0;
  const lettering = kind === 'text' && text ? textEvidence(text, desc, box, generation) : 0;
  const words = desc.toLowerCase();
  return lettering + Math.sign(placeEvidence(words, box) + shapeEvidence(words, box, generation));
}

const NONE: readonly LocatedElement[] = [];

function find(prompt: PromptSubject): readonly LocatedElement[] {
  if (boxScale(prompt) !== 'grid') return NONE;
  const found: LocatedElement[] = [];
  let agreeing = 0;
  let opposing = 0;
  for (const element of prompt.elements.slice(0, SAMPLE)) {
    const evidence = evidenceOf(element, prompt.generation);
    if (evidence > 0) {
      agreeing += evidence;
      found.push(element);
    } else opposing -= evidence;
  }
  return found.length > 1 && agreeing >= NEEDED && agreeing >= MAJORITY * opposing ? found : NONE;
}

/**
 * The elements that show that the boxes of a prompt have x first; empty unless there is strong evidence across several
 * of them.
 */
export const transposedElements = once(find);
