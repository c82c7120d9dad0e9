import type { LocatedElement } from '../../prompt/located-document';
import type { Rect } from '../../layout/rect';
import { textExtent } from '../../layout/text-height';
import { chooseAlign } from '../../layout/typeface';
import { isInFractions } from '../boxes/box-scale';
import { isCurved, letteringOf, pixelsOf } from './lettering';
import type { Generation, PromptSubject } from '../subject';

/** A text that overlaps an earlier one in the prompt. */
export interface Overlap {
  readonly element: LocatedElement;
  readonly under: LocatedElement;
}

/** How much of the smaller text the other one has to cover for letters to mix. */
const SUBSTANTIAL = 0.2;
/** Boxes that share less than TOUCHING only touch; those that share at least SAME are the same. */
const TOUCHING = 0.04;
const SAME = 0.85;
/** The frame is divided into columns, so that texts side by side in a row are not all compared with each other. */
const COLUMNS = 64;
/** In a pile of texts, each is compared with this many others: one overlap is enough. */
const COMPARISONS = 48;
const INTENDED =
  /\b(?:overlap\w*|behind|watermark|layered|superimposed|interlock\w*|interwoven|overprint\w*|(?:crossed|crossing|struck) (?:out|through)|(?:sprayed|stamped|scrawled|scribbled|pasted|slapped) (?:\w+ )?(?:over|across|on top)|on top of)\b/i;

interface Placed {
  readonly element: LocatedElement;
  readonly rect: Rect;
  ink: readonly Rect[] | undefined;
}

function placedTexts({ elements, generation }: PromptSubject): Placed[] {
  const placed: Placed[] = [];
  for (const element of elements) {
    const { kind, text, box } = element;
    if (kind !== 'text' || !box || !text?.trim() || isInFractions(box)) continue;
    const rect = pixelsOf(box, generation);
    if (rect.width > 0 && rect.height > 0) placed.push({ element, rect, ink: undefined });
  }
  return placed.sort((a, b) => a.rect.y - b.rect.y);
}

/** The rectangles that the letters cover, only as low as they reach: lines of capitals are close to each other. */
function inkOf({ element: { text = '', desc = '' }, rect }: Placed): Rect[] {
  const { fontSize, lines } = letteringOf(text, desc, rect);
  return lines
    .filter(({ width }) => width > 0)
    .map(({ text: line, x, y, width }) => {
      const { ascent, descent } = textExtent([line]);
      return { x, y: y - ascent * fontSize, width, height: (ascent + descent) * fontSize };
    });
}

function inkIn(placed: Placed): readonly Rect[] {
  placed.ink ??= inkOf(placed);
  return placed.ink;
}

function shared(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function area(rects: readonly Rect[]): number {
  return rects.reduce((sum, { width, height }) => sum + width * height, 0);
}

function inkCovers(a: Placed, b: Placed): boolean {
  const [first, second] = [inkIn(a), inkIn(b)];
  let covered = 0;
  for (const line of first) for (const other of second) covered += shared(line, other);
  return covered > 0 && covered >= SUBSTANTIAL * Math.min(area(first), area(second));
}

function alignedAlike(a: Placed, b: Placed): boolean {
  return chooseAlign(a.element.desc ?? '') === chooseAlign(b.element.desc ?? '');
}

function liesOver(a: Placed, b: Placed): boolean {
  const common = shared(a.rect, b.rect);
  const [one, other] = [area([a.rect]), area([b.rect])];
  if (common < TOUCHING * Math.min(one, other)) return false;
  // Several texts fit along the rim of the same round label.
  if (isCurved(a.element.desc ?? '') || isCurved(b.element.desc ?? '')) return false;
  const alike = common >= SAME * Math.max(one, other) && alignedAlike(a, b);
  if (!alike && !inkCovers(a, b)) return false;
  return !INTENDED.test(a.element.desc ?? '') && !INTENDED.test(b.element.desc ?? '');
}

class Columns {
  private readonly lists: Placed[][] = Array.from({ length: COLUMNS }, () => []);
  private readonly width: number;

  constructor({ width }: Generation) {
    this.width = width / COLUMNS;
  }

  private range({ x, width }: Rect): readonly [number, number] {
    const last = COLUMNS - 1;
    return [Math.min(last, Math.floor(x / this.width)), Math.min(last, Math.floor((x + width) / this.width))];
  }

  /**
   * Calls `visit` with each text that reaches down to this one in the columns that it covers, the nearest first, up to
   * the limit of comparisons; then adds this text.
   */
  meet(placed: Placed, visit: (other: Placed) => void): void {
    const [from, to] = this.range(placed.rect);
    let left = COMPARISONS;
    for (let column = from; column <= to; column++) {
      const list = this.lists[column] ?? [];
      for (let index = list.length - 1; index >= 0 && left > 0; index--) {
        const other = list[index];
        if (!other) continue;
        if (other.rect.y + other.rect.height <= placed.rect.y) {
          // Those that end above it are finished for all texts that follow.
          list[index] = list.at(-1) ?? other;
          list.pop();
        } else if (other.rect.x + other.rect.width > placed.rect.x) {
          left--;
          visit(other);
        }
      }
      list.push(placed);
    }
  }
}

/** The texts of a prompt that overlap another one, each once, in the order of the prompt. */
export function findOverlaps(
  prompt: PromptSubject,
  isTwin: (element: LocatedElement) => boolean,
): readonly Overlap[] {
  const found = new Map<LocatedElement, LocatedElement>();
  const columns = new Columns(prompt.generation);
  for (const placed of placedTexts(prompt)) {
    if (isTwin(placed.element)) continue;
    columns.meet(placed, (other) => {
      const [under, over] = other.element.index < placed.element.index ? [other, placed] : [placed, other];
      if (!found.has(over.element) && liesOver(over, under)) found.set(over.element, under.element);
    });
  }
  return [...found]
    .map(([element, under]) => ({ element, under }))
    .sort((a, b) => a.element.index - b.element.index);
}
