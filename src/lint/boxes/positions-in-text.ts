/** A position in the picture that a description names: on one axis, from 0 (top or left) to 1. */
export interface NamedPosition {
  readonly axis: 'x' | 'y';
  readonly at: 0 | 0.5 | 1;
}

const SIDE = 'left|right|top|bottom|upper|lower';
const CORNER = String.raw`(?:upper|top|lower|bottom|center|centre|middle)[- ](?:left|right|center|centre|middle)`;
const PART = String.raw`(?:(?:[- ]hand)? (?:side|third|half|quarter|edge|corner|part|portion|area|section|quadrant|margin|border|foreground|background))?`;
const FRAME = String.raw`(?:whole |entire )?(?:frame|image|picture|canvas|poster|page|composition|scene|layout|photo|photograph|shot|illustration|artwork|view)\b`;

/**
 * How a position is introduced. `from the left` says where light comes from, and `to the left of` means next to
 * something.
 */
const BEFORE = String.raw`(?:in|on|at|along|across|near|occup(?:ies|ying)|fill(?:s|ing)) the (?:very |far |extreme |outer )?`;
const DIRECTION = String.raw`(?<!\b(?:from|to|toward|towards|into) (?:the )?)`;

const POSITION = new RegExp(
  [
    String.raw`\b${BEFORE}(${CORNER}|${SIDE}|center|centre|middle)${PART}`,
    String.raw`${DIRECTION}\b(${CORNER})${PART}`,
    // A named part of the frame needs no introduction.
    String.raw`${DIRECTION}\b(${SIDE})${PART}(?= of (?:the |this )?${FRAME})`,
  ].join('|'),
  'g',
);

/** A fast check: most descriptions name no side at all. */
const NAMED = /left|right|top|bottom|upper|lower|cent(?:er|re)|middle/;

/**
 * What follows a position in the picture, as opposed to one in an object (`of the card`) or a part of it (`right
 * shoulder`).
 */
const AFTER = new RegExp(
  String.raw`^(?:$|\s*[.,;:!?)—–]| - | of (?:the |this )?${FRAME}| (?:and|with|while|as|where|in|at|under|over|above|below|beneath|behind|beside|near|against|facing|looking|holding|standing|sitting|seated|leaning|walking|running|wearing|hanging|lying|floating|pointing|is|are)\b)`,
);
/** How many of the characters that follow are checked. */
const REACH = 60;

function positionsOf(phrase: string): NamedPosition[] {
  const found: NamedPosition[] = [];
  const isCenter = /center|centre|middle/.test(phrase);
  const y = /upper|top/.test(phrase) ? 0 : /lower|bottom/.test(phrase) ? 1 : undefined;
  const x = phrase.includes('left') ? 0 : phrase.includes('right') ? 1 : undefined;
  if (y !== undefined || isCenter) found.push({ axis: 'y', at: y ?? 0.5 });
  if (x !== undefined || isCenter) found.push({ axis: 'x', at: x ?? 0.5 });
  return found;
}

/** The positions in the picture that a description in lower case names. */
export function positionsIn(description: string): NamedPosition[] {
  if (!NAMED.test(description)) return [];
  return Array.from(description.matchAll(POSITION)).flatMap(({ 0: whole, 1: a, 2: b, 3: c, index }) => {
    const end = index + whole.length;
    return AFTER.test(description.slice(end, end + REACH)) ? positionsOf(a ?? b ?? c ?? '') : [];
  });
}
