/**
 * The keys of the trained shape at each level, in the order the model was trained on (source: the format's published
 * verifier and its documentation).
 */
export const ROOT_KEYS = [
  'high_level_description',
  'style_description',
  'compositional_deconstruction',
] as const;

/** The style of a photograph: the one with `photo`. */
export const PHOTO_STYLE_KEYS = ['aesthetics', 'lighting', 'photo', 'medium', 'color_palette'] as const;

/** The style of anything else: the one with `art_style`. */
export const ART_STYLE_KEYS = ['aesthetics', 'lighting', 'medium', 'art_style', 'color_palette'] as const;

export const COMPOSITION_KEYS = ['background', 'elements'] as const;
export const OBJ_KEYS = ['type', 'bbox', 'desc', 'color_palette'] as const;
export const TEXT_KEYS = ['type', 'bbox', 'text', 'desc', 'color_palette'] as const;

/** An editor convention that may stand at the root of a file; it is removed before sending. */
export const SCHEMA_KEY = '$schema';

/** The largest value of a box edge; the smallest is 0. */
export const GRID = 1000;
export const STYLE_PALETTE_MAX = 16;
export const ELEMENT_PALETTE_MAX = 5;

/** The order of a style's keys: with both kinds or neither, places for either. */
export function styleOrder(has: (key: string) => boolean): readonly string[] {
  if (has('photo') && !has('art_style')) return PHOTO_STYLE_KEYS;
  if (has('art_style') && !has('photo')) return ART_STYLE_KEYS;
  return ['aesthetics', 'lighting', 'photo', 'medium', 'art_style', 'color_palette'];
}
