import type { TextAlign } from './fit-text';
import type { TextFace } from './text-width';

/** A typeface with its SVG attributes, and what is needed to measure it. */
export interface Typeface extends TextFace {
  readonly family: string;
  readonly style: 'normal' | 'italic';
}

// Common fonts, the nearest in look and width first, then the generic name.
const FAMILIES = {
  sans: "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif",
  condensed: "'Arial Narrow', 'Liberation Sans Narrow', 'Roboto Condensed', Arial, sans-serif",
  serif: "'Times New Roman', 'Liberation Serif', Times, serif",
  slab: "Rockwell, 'Roboto Slab', 'DejaVu Serif', serif",
  mono: "'SF Mono', Menlo, 'Liberation Mono', 'Courier New', monospace",
  script: "'Snell Roundhand', 'Segoe Script', 'Brush Script MT', Z003, 'Liberation Serif', cursive",
} as const;

const DESIGNS: readonly (readonly [TextFace['design'], RegExp])[] = [
  ['mono', /\b(mono(space(d)?|-spaced)?|typewriter|terminal|courier|code font|pixel|lcd|led)\b/],
  [
    'script',
    /\b(script|cursive|calligraph\w*|hand-?\s?(written|writing|lettered|lettering)|brush\w*|signature)\b/,
  ],
  ['slab', /\b(slab\w*|egyptian|western|wood-?type|rockwell|clarendon)\b/],
  ['sans', /\b(sans(-?\s?serif)?|grotes[kq]\w*|gothic sans|helvetica|futura|geometric)\b/],
  ['serif', /\b(serif\w*|roman|didone|bodoni|garamond|times|antiqua|blackletter|old-?style|engraved)\b/],
];

const WEIGHTS: readonly (readonly [TextFace['weight'], RegExp])[] = [
  [
    900,
    /\b(black(-weight)?\s+(weight|sans|serif|slab|type|condensed)|extra-?\s?bold|ultra-?\s?bold|heavy\w*|heaviest|fat)\b/,
  ],
  [700, /\b(bold\w*|semi-?bold|demi-?bold|thick|chunky|strong)\b/],
  [
    300,
    /\b(light(-weight|weight)?\s+(weight|sans|serif|slab|type|condensed)|thin|hairline|ultra-?light|extra-?light|delicate)\b/,
  ],
];

const CONDENSED = /\b(condensed|compressed|narrow|impact)\b/;
const EXPANDED =
  /\b(extended|expanded|wide(?! (tracking|letter|spac|gap|margin|banner|strip|band))\b(?=.*\b(letter|type|font|sans|serif|caps|capitals)))/;
const SIDE =
  /\b(?:flush|aligned(?: to the)?)[- ](left|right)\b|\b(left|right)[- ](?:aligned|justified|flush)\b/;
const ITALIC = /\b(italic\w*|oblique|slanted)\b/;

function first<T>(rules: readonly (readonly [T, RegExp])[], words: string): T | undefined {
  return rules.find(([, pattern]) => pattern.test(words))?.[0];
}

/** The typeface that a description of lettering asks for; by default a plain sans-serif. */
export function chooseTypeface(description: string): Typeface {
  const words = description.slice(0, 2000).toLowerCase();
  const design = first(DESIGNS, words) ?? 'sans';
  const condensed = CONDENSED.test(words);
  return {
    family: condensed && design === 'sans' ? FAMILIES.condensed : FAMILIES[design],
    design,
    weight: first(WEIGHTS, words) ?? 400,
    style: ITALIC.test(words) || design === 'script' ? 'italic' : 'normal',
    stretch: condensed ? 'condensed' : EXPANDED.test(words) ? 'expanded' : 'normal',
  };
}

/** The alignment that a description of lettering asks for: `left-aligned`, `flush right`...; by default centered. */
export function chooseAlign(description: string): TextAlign {
  const words = description.slice(0, 2000).toLowerCase();
  // Most descriptions name no side, which this finds quickly.
  if (!words.includes('left') && !words.includes('right')) return 'center';
  const side = SIDE.exec(words);
  const found = side?.[1] ?? side?.[2];
  return found === 'left' || found === 'right' ? found : 'center';
}

/** The typeface of the proof's own texts. */
export const CAPTION_FACE: Typeface = {
  family: FAMILIES.sans,
  design: 'sans',
  weight: 400,
  style: 'normal',
  stretch: 'normal',
};

/** The same for numbers and headings. */
export const CAPTION_BOLD: Typeface = { ...CAPTION_FACE, weight: 700 };
