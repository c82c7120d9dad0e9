import { normalColor } from './color';
import type { LocatedObject, LocatedPrompt } from './located-document';
import { itemsOf, memberOf, type Node, stringOf } from './nodes';
import { KEY } from './shape';

/** A color of a palette in the text. */
export interface PaletteColor {
  readonly node: Node;
  /** Uppercase `#RRGGBB`, however it is written. */
  readonly color: string;
}

function colorsOf({ members }: LocatedObject): PaletteColor[] {
  const list = memberOf(members, KEY.palette)?.value;
  return itemsOf(list).flatMap((node) => {
    const color = normalColor(stringOf(node) ?? '');
    return color === undefined ? [] : [{ node, color }];
  });
}

/** The colors of a prompt's palettes that can be read as such, in the order of the shape. */
export function paletteColors({ style, elements }: LocatedPrompt): PaletteColor[] {
  return [...(style ? [style] : []), ...elements].flatMap(colorsOf);
}
