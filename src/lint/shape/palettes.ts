import type { LocatedObject } from '../../prompt/located-document';
import type { Node } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { ELEMENT_PALETTE_MAX, KEY, STYLE_PALETTE_MAX } from '../../prompt/shape';
import { once } from '../subject';

/** A color palette: the style's or an element's. */
export interface Palette {
  readonly colors: readonly Node[];
  /** How many colors the trained shape allows. */
  readonly max: number;
  readonly owner: LocatedObject;
}

function addPalette(palettes: Palette[], owner: LocatedObject, max: number): void {
  // A plain loop: this runs for each element of a document on each change.
  for (let index = owner.members.length - 1; index >= 0; index--) {
    const member = owner.members[index];
    if (member?.name !== KEY.palette) continue;
    const { type, children } = member.value;
    if (type === 'array' && children) palettes.push({ colors: children, max, owner });
    return;
  }
}

/** The palettes of a prompt that are arrays, in the order of the shape. */
export const palettesOf = once((prompt): readonly Palette[] => {
  const palettes: Palette[] = [];
  if (prompt.style) addPalette(palettes, prompt.style, STYLE_PALETTE_MAX);
  for (const element of prompt.elements) addPalette(palettes, element, ELEMENT_PALETTE_MAX);
  return palettes;
});

/** The path of a palette. */
export function palettePath({ owner }: Palette): JsonPath {
  return [...owner.path, KEY.palette];
}
