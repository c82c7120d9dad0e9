import type { Rect } from '../layout/rect';
import { textWidth } from '../layout/text-width';
import { ellipsize } from '../layout/wrap';
import type { PlacedElement } from './placed';
import { coverage, obstacle, type Obstacle, type Spot } from './place';
import { type ProofNode, rectangle, shape } from './node';
import type { Scale } from './scale';
import { textLine } from './text';
import { CAPTION_BOLD, CAPTION_FACE } from '../layout/typeface';

/** In em: the padding at a tag's ends, its height, and the space between number and text. */
const PADDING = 0.45;
const HEIGHT = 1.6;
const SPACE = 0.35;

/** A drawn tag. */
export interface Tag {
  readonly rect: Rect;
  readonly node: ProofNode;
}

/** The first words of a description, up to the end of its first clause. */
export function firstWords(description: string): string {
  const line = description.slice(0, 400).replace(/\s+/gu, ' ').trim();
  const clause = /^.{8,}?(?=[,;:.!?](?:\s|$)|\s[—–(])/u.exec(line)?.[0];
  return clause ?? line;
}

function wordsOf({ element, lettering }: PlacedElement): string {
  if (element.kind === 'obj') return firstWords(element.desc);
  // Lettering that is drawn on the sheet needs no copy in its tag.
  return lettering ? 'T' : `T ${firstWords(element.text?.trim() ?? '') || firstWords(element.desc)}`.trim();
}

/**
 * The possible positions of a tag, each with a penalty for how unusual it is: above the box, like a tab on a folder,
 * inside its corners, or below it.
 */
function corners(box: Rect, width: number, height: number, stroke: number): (Rect & { penalty: number })[] {
  const left = box.x - stroke / 2;
  const right = box.x + box.width + stroke / 2 - width;
  const top = box.y - stroke / 2;
  const bottom = box.y + box.height + stroke / 2;
  return [
    { x: left, y: top - height, width, height, penalty: 0 },
    { x: left, y: top, width, height, penalty: 0.1 },
    { x: right, y: top - height, width, height, penalty: 0.25 },
    { x: right, y: top, width, height, penalty: 0.35 },
    { x: left, y: bottom - height, width, height, penalty: 0.5 },
    { x: right, y: bottom - height, width, height, penalty: 0.6 },
    { x: left, y: bottom, width, height, penalty: 1 },
    { x: right, y: bottom, width, height, penalty: 1.1 },
  ];
}

function bestCorner(box: Rect, width: number, scale: Scale, obstacles: readonly Obstacle[]): Spot {
  const { frame } = scale;
  const spots = corners(box, width, scale.font * HEIGHT, scale.stroke).map(({ penalty, ...rect }) => {
    const x = Math.min(Math.max(0, rect.x), Math.max(0, frame.width - rect.width));
    const y = Math.min(Math.max(0, rect.y), Math.max(0, frame.height - rect.height));
    const moved = (Math.abs(x - rect.x) + Math.abs(y - rect.y)) / (rect.height * 4);
    const inFrame = { ...rect, x, y };
    return { rect: inFrame, cost: coverage(inFrame, obstacles) + penalty + moved };
  });
  return spots.reduce((a, b) => (b.cost < a.cost ? b : a));
}

interface Form {
  readonly words: string;
  readonly spot: Spot;
}

/**
 * The longest form of a tag that finds a good position: wider than a narrow box, as wide as the box, or the number
 * alone.
 */
function chooseForm(placed: PlacedElement, bare: number, scale: Scale, obstacles: readonly Obstacle[]): Form {
  const { rect: box } = placed;
  const { font } = scale;
  const tiny = box.width < font * 2.5 || box.height < font * 1.2;
  const all = tiny ? '' : wordsOf(placed);
  const rooms = all === '' ? [0] : [Math.max(box.width, font * 9), box.width, 0];
  let best: Form | undefined;
  for (const room of rooms) {
    const limit = (Math.min(room, scale.frame.width) - bare) / font - SPACE;
    const words = ellipsize(all, CAPTION_FACE, limit);
    const width = words === '' ? bare : bare + (SPACE + textWidth(words, CAPTION_FACE)) * font;
    const spot = bestCorner(box, width, scale, obstacles);
    if (!best || spot.cost < best.spot.cost - 0.2) best = { words, spot };
  }
  return best ?? { words: '', spot: { rect: box, cost: 0 } };
}

/**
 * Draws the tag of an element: its number and first words, or only its number, or nothing on a box that is too small.
 */
function drawTag(placed: PlacedElement, scale: Scale, obstacles: readonly Obstacle[]): Tag | undefined {
  const { element, rect: box, color } = placed;
  const { font } = scale;
  if (Math.max(box.width, box.height) < font * 0.6) return undefined;
  const number = String(element.index + 1);
  const numberWidth = textWidth(number, CAPTION_BOLD) * font;
  const { words, spot } = chooseForm(placed, numberWidth + 2 * PADDING * font, scale, obstacles);
  const x = spot.rect.x + PADDING * font;
  const line = { y: spot.rect.y + spot.rect.height / 2 + 0.35 * font, fontSize: font, fill: '#ffffff' };
  const lines = [textLine({ ...line, text: number, x, face: CAPTION_BOLD })];
  if (words !== '') {
    lines.push(textLine({ ...line, text: words, x: x + numberWidth + SPACE * font, face: CAPTION_FACE }));
  }
  const plate = rectangle(spot.rect, { rx: font * 0.18, fill: color });
  return { rect: spot.rect, node: shape('g', {}, plate, ...lines) };
}

/** Draws the tags of all elements that are large enough, avoiding each other and what is already on the sheet. */
export function drawTags(
  placed: readonly PlacedElement[],
  scale: Scale,
  obstacles: readonly Obstacle[],
): Tag[] {
  const size = ({ rect }: PlacedElement): number => rect.width * rect.height;
  const taken = [...obstacles];
  const tags: Tag[] = [];
  // Small boxes choose first, since they have the fewest positions for a tag.
  for (const element of [...placed].sort((a, b) => size(a) - size(b))) {
    const tag = drawTag(element, scale, taken);
    if (!tag) continue;
    tags.push(tag);
    taken.push(obstacle(tag.rect, 8));
  }
  return tags;
}
