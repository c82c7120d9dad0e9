import { textWidth } from '../layout/text-width';
import { ellipsize, wrapProse } from '../layout/wrap';
import type { PromptElement } from '../prompt/model';
import { elementColor } from './color';
import type { Ground } from './ground';
import { firstWords } from './label';
import { rectangle } from './node';
import type { Note } from './note';
import { textLine } from './text';
import { CAPTION_BOLD, CAPTION_FACE, chooseTypeface, type Typeface } from '../layout/typeface';

/** In em of the note's font: between baselines, around an item, and the height of a number's chip. */
const LEADING = 1.35;
const GAP = 0.4;
const CHIP = 1.4;
/** In em: from the top of the list to its first item. */
export const LIST_TOP = 1.6;

interface Item {
  readonly element: PromptElement;
  readonly face: Typeface;
  readonly lines: readonly string[];
}

function itemOf(element: PromptElement, limit: number, maxLines: number): Item {
  const literal = element.text?.slice(0, 400).replace(/\s+/gu, ' ').trim();
  if (element.kind === 'text' && literal) {
    const face = chooseTypeface(element.desc);
    return { element, face, lines: [ellipsize(`“${literal}”`, face, limit)] };
  }
  const lines =
    maxLines === 1
      ? [ellipsize(firstWords(element.desc), CAPTION_FACE, limit)]
      : wrapProse(element.desc, CAPTION_FACE, limit, maxLines).map((line) => line.text);
  return { element, face: CAPTION_FACE, lines };
}

function heightOf(item: Item): number {
  return CHIP + LEADING * (Math.max(1, item.lines.length) - 1) + GAP;
}

/** As many items as fit into `maxHeight` em, leaving space for a line that says how many are missing. */
function itemsWithin(
  elements: readonly PromptElement[],
  maxHeight: number,
  make: (element: PromptElement) => Item,
): Item[] {
  const items: Item[] = [];
  let height = 0;
  for (const [index, element] of elements.entries()) {
    const item = make(element);
    height += heightOf(item);
    const reserve = index < elements.length - 1 ? CHIP : 0;
    if (height > maxHeight - reserve && items.length > 0) break;
    items.push(item);
  }
  return items;
}

/** The list of elements without a box: a numbered chip and the text of each, in lines of at most `limit` em. */
export function listNote(
  elements: readonly PromptElement[],
  limit: number,
  maxHeight: number,
  maxLines: number,
  ground: Ground,
): Note {
  const chip = Math.max(1.5, textWidth(String(elements.length), CAPTION_BOLD) + 0.8);
  const indent = chip + 0.55;
  const items = itemsWithin(elements, maxHeight, (element) => itemOf(element, limit - indent, maxLines));
  const left = elements.length - items.length;
  const rest = left > 0 ? `and ${left} more` : '';
  const widths = items.flatMap(({ face, lines }) => lines.map((line) => textWidth(line, face)));
  return {
    width: Math.max(
      textWidth('Not placed', CAPTION_BOLD),
      indent + Math.max(...widths, textWidth(rest, CAPTION_FACE)),
    ),
    height: LIST_TOP + items.reduce((sum, item) => sum + heightOf(item), 0) + (rest ? CHIP : 0),
    loss: 0,
    draw: (x, y, font) => {
      const fill = ground.ink;
      const nodes = [
        textLine({
          text: 'Not placed',
          x,
          y: y + font,
          fontSize: font,
          face: CAPTION_BOLD,
          fill: ground.muted,
        }),
      ];
      let top = y + LIST_TOP * font;
      for (const item of items) {
        const number = String(item.element.index + 1);
        const baseline = top + 1.05 * font;
        const numberX = x + ((chip - textWidth(number, CAPTION_BOLD)) / 2) * font;
        nodes.push(
          rectangle(
            { x, y: top, width: chip * font, height: CHIP * font },
            { rx: 0.18 * font, fill: elementColor(item.element.index) },
          ),
          textLine({
            text: number,
            x: numberX,
            y: baseline,
            fontSize: font,
            face: CAPTION_BOLD,
            fill: '#ffffff',
          }),
          ...item.lines.map((text, index) =>
            textLine({
              text,
              x: x + indent * font,
              y: baseline + index * LEADING * font,
              fontSize: font,
              face: item.face,
              fill,
            }),
          ),
        );
        top += heightOf(item) * font;
      }
      if (rest) {
        nodes.push(
          textLine({
            text: rest,
            x: x + indent * font,
            y: top + 1.05 * font,
            fontSize: font,
            face: CAPTION_FACE,
            fill: ground.muted,
          }),
        );
      }
      return nodes;
    },
  };
}
