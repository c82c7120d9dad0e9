/** A place in the picture that words name: on one axis, from 0 (top or left) to 1. */
export interface SaidPlace {
  readonly axis: 'x' | 'y';
  readonly at: 0 | 0.5 | 1;
}

const SIDE = 'left|right|top|bottom|upper|lower';
const CORNER = String.raw`(?:upper|top|lower|bottom|center|centre|middle)[- ](?:left|right|center|centre|middle)`;
const PART = String.raw`(?:(?:[- ]hand)? (?:side|third|half|quarter|edge|corner|part|portion|area|section|quadrant|margin|border|foreground|background))?`;
const FRAME = String.raw`(?:whole |entire )?(?:frame|image|picture|canvas|poster|page|composition|scene|layout|photo|photograph|shot|illustration|artwork|view)\b`;

/** Where words for a place begin. `from the left` is where light comes from, and `to the left of` is beside something. */
const BEFORE = String.raw`(?:in|on|at|along|across|near|occup(?:ies|ying)|fill(?:s|ing)) the (?:very |far |extreme |outer )?`;
const DIRECTION = String.raw`(?<!\b(?:from|to|toward|towards|into) (?:the )?)`;

const PLACE = new RegExp(
  [
    String.raw`\b${BEFORE}(${CORNER}|${SIDE}|center|centre|middle)${PART}`,
    String.raw`${DIRECTION}\b(${CORNER})${PART}`,
    // Named as a part of the frame, it needs no word before it.
    String.raw`${DIRECTION}\b(${SIDE})${PART}(?= of (?:the |this )?${FRAME})`,
  ].join('|'),
  'g',
);

/** Most descriptions name no side at all, and this is found out faster. */
const NAMED = /left|right|top|bottom|upper|lower|cent(?:er|re)|middle/;

/** What follows where the place is one in the picture, not in a thing (`of the card`) or the thing itself (`right shoulder`). */
const AFTER = new RegExp(
  String.raw`^(?:$|\s*[.,;:!?)—–]| - | of (?:the |this )?${FRAME}| (?:and|with|while|as|where|in|at|under|over|above|below|beneath|behind|beside|near|against|facing|looking|holding|standing|sitting|seated|leaning|walking|running|wearing|hanging|lying|floating|pointing|is|are)\b)`,
);
/** How much of what follows is looked at. */
const REACH = 60;

function placesOf(place: string): SaidPlace[] {
  const found: SaidPlace[] = [];
  const isCenter = /center|centre|middle/.test(place);
  const y = /upper|top/.test(place) ? 0 : /lower|bottom/.test(place) ? 1 : undefined;
  const x = place.includes('left') ? 0 : place.includes('right') ? 1 : undefined;
  if (y !== undefined || isCenter) found.push({ axis: 'y', at: y ?? 0.5 });
  if (x !== undefined || isCenter) found.push({ axis: 'x', at: x ?? 0.5 });
  return found;
}

/** Where in the picture a description in lower case says that something is. */
export function saidPlaces(words: string): SaidPlace[] {
  if (!NAMED.test(words)) return [];
  return Array.from(words.matchAll(PLACE)).flatMap(({ 0: whole, 1: a, 2: b, 3: c, index }) => {
    const end = index + whole.length;
    return AFTER.test(words.slice(end, end + REACH)) ? placesOf(a ?? b ?? c ?? '') : [];
  });
}
