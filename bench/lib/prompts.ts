/** Generated prompts for measurements: always the same, with the content of real ones. */
import type { Bbox } from '../../src/prompt/model';

const NAME_OF_FONT = [
  'Bold condensed sans-serif capitals, cream, centered, with wide tracking and a crisp printed edge',
  'Small light serif lettering, flush left, in warm gray ink on the paper',
  'Hand-lettered brush script, thick and lively, slightly slanted',
  'Monospaced typewriter letters, dark, evenly spaced',
];
const OBJECTS = [
  'A streamlined night train of seven dark blue carriages curving out of a tunnel, windows small and warm',
  'White sailboat with a red hull, sails full, seen from the left a little above the water line',
  'Small ceramic bowl with a blue glaze, a lemon slice on its rim',
  'Stone pier with nets and three crates, wet and dark at its foot',
];
const WORDS = ['VISIT THE\nCOAST', 'est. 1911', 'Summer sailings', 'No. 7', 'Fresh every morning', '€ 4.50'];
const COLORS = ['#F7B267', '#F4845F', '#27456B', '#FDF6E9', '#8D6B52', '#2F9E44', '#1B3A57'];

/** Pseudo-random numbers from 0 to 1, the same in each run (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A few large areas, some medium ones, and mostly small ones, more of them the smaller they are. */
function boxOf(random: () => number, count: number): Bbox {
  const kind = random();
  const shrink = Math.min(2, Math.max(0.6, Math.sqrt(200 / count)));
  const between = (least: number, most: number) => Math.round(least + random() * (most - least));
  const [width, height] =
    kind < 0.03
      ? [between(300, 700), between(250, 600)]
      : kind < 0.15
        ? [between(120, 280), between(60, 200)]
        : [Math.round(between(40, 140) * shrink), Math.round(between(20, 80) * shrink)];
  const left = between(0, 1000 - width);
  const top = between(0, 1000 - height);
  return [top, left, top + height, left + width];
}

function pick<T>(list: readonly T[], random: () => number): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}

function element(random: () => number, count: number, index: number): object {
  const isText = random() < 0.45;
  const palette = Array.from({ length: Math.floor(random() * 5) }, () => pick(COLORS, random));
  return {
    type: isText ? 'text' : 'obj',
    bbox: boxOf(random, count),
    ...(isText ? { text: pick(WORDS, random) } : {}),
    desc: `${pick(isText ? NAME_OF_FONT : OBJECTS, random)}, variant ${index}`,
    ...(palette.length > 0 ? { color_palette: palette } : {}),
  };
}

/** The text of a prompt with so many elements, each with a box. */
export function promptText(count: number): string {
  const random = numbers(count);
  const prompt = {
    high_level_description: 'A poster of many small things.',
    style_description: { color_palette: COLORS.slice(0, 4) },
    compositional_deconstruction: {
      background: 'A warm evening sky over a calm sea.',
      elements: Array.from({ length: count }, (_, index) => element(random, count, index)),
    },
  };
  return JSON.stringify(prompt, null, 2);
}
