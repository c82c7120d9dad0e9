import type { JsonPath } from './path';

/** The keys of the trained shape: their names in code, and as a text writes them. */
export const KEY = {
  summary: 'high_level_description',
  style: 'style_description',
  composition: 'compositional_deconstruction',
  aesthetics: 'aesthetics',
  lighting: 'lighting',
  photo: 'photo',
  medium: 'medium',
  artStyle: 'art_style',
  palette: 'color_palette',
  background: 'background',
  elements: 'elements',
  type: 'type',
  bbox: 'bbox',
  text: 'text',
  desc: 'desc',
} as const;

/** The path of the list of elements in a prompt. */
export const ELEMENTS_PATH: JsonPath = [KEY.composition, KEY.elements];

/** The path of the structured prompt in a task. */
export const PROMPT_IN_TASK = ['settings', 'structuredPrompt'] as const;

/**
 * The keys at each level in the order the model was trained on (source: the format's published verifier and its
 * documentation).
 */
export const ROOT_KEYS = [KEY.summary, KEY.style, KEY.composition] as const;

/** The style of a photograph: the one with `photo`. */
export const PHOTO_STYLE_KEYS = [KEY.aesthetics, KEY.lighting, KEY.photo, KEY.medium, KEY.palette] as const;

/** The style of anything else: the one with `art_style`. */
export const ART_STYLE_KEYS = [KEY.aesthetics, KEY.lighting, KEY.medium, KEY.artStyle, KEY.palette] as const;

export const COMPOSITION_KEYS = [KEY.background, KEY.elements] as const;
export const OBJ_KEYS = [KEY.type, KEY.bbox, KEY.desc, KEY.palette] as const;
export const TEXT_KEYS = [KEY.type, KEY.bbox, KEY.text, KEY.desc, KEY.palette] as const;

/** An editor convention that may be at the root of a file; it is removed before sending. */
export const SCHEMA_KEY = '$schema';

/** The largest value of a box edge; the smallest is 0. */
export const GRID = 1000;
export const STYLE_PALETTE_MAX = 16;
export const ELEMENT_PALETTE_MAX = 5;

/** The order of a style's keys. If it has both `photo` and `art_style`, or neither, both have a position in it. */
export function styleOrder(has: (key: string) => boolean): readonly string[] {
  if (has(KEY.photo) && !has(KEY.artStyle)) return PHOTO_STYLE_KEYS;
  if (has(KEY.artStyle) && !has(KEY.photo)) return ART_STYLE_KEYS;
  return [KEY.aesthetics, KEY.lighting, KEY.photo, KEY.medium, KEY.artStyle, KEY.palette];
}
