import { normalColor } from './color';
import type { LocatedObject, LocatedPrompt } from './located-document';
import { itemsOf, memberOf, type Node, stringOf } from './nodes';
import { KEY } from './shape';

/** A color of a palette in the text. */
export interface PaletteColor {
  readonly node: Node;
  /** Uppercase `#RRGGBB`, however the text writes it. */
  readonly color: string;
}

function colorsOf({ members }: LocatedObject): PaletteColor[] {
  const list = memberOf(members, KEY.palette)?.value;
  return itemsOf(list).flatMap((node) => {
    const color = normalColor(stringOf(node) ?? '');
    return color === undefined ? [] : [{ node, color }];
  });
}

/** The readable colors of a prompt's palettes, in the order of the trained shape. */
export function paletteColors({ style, elements }: LocatedPrompt): PaletteColor[] {
  return [...(style ? [style] : []), ...elements].flatMap(colorsOf);
}
