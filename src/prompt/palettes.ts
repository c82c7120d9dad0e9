import { normalColor } from './color';
import { itemsOf, memberOf, membersOf, type Node, stringOf } from './nodes';

/** A color of a palette in the text. */
export interface PaletteColor {
  readonly node: Node;
  /** Uppercase `#RRGGBB`, however it is written. */
  readonly color: string;
}

function colorsOf(owner: Node | undefined): PaletteColor[] {
  const list = memberOf(membersOf(owner), 'color_palette')?.value;
  return itemsOf(list).flatMap((node) => {
    const color = normalColor(stringOf(node) ?? '');
    return color === undefined ? [] : [{ node, color }];
  });
}

/** The colors of a prompt's palettes that can be read as such, in the order of the shape. */
export function paletteColors(prompt: Node | undefined): PaletteColor[] {
  const members = membersOf(prompt);
  const composition = membersOf(memberOf(members, 'compositional_deconstruction')?.value);
  const owners = [
    memberOf(members, 'style_description')?.value,
    ...itemsOf(memberOf(composition, 'elements')?.value),
  ];
  return owners.flatMap(colorsOf);
}
