import { type Palette, palettePath, palettesOf } from '../shape/palettes';
import type { Fix, Rule } from '../rule';

function keepFirst({ colors, max }: Palette): Fix[] {
  const kept = colors[max - 1];
  const last = colors.at(-1);
  if (!kept || !last) return [];
  const offset = kept.offset + kept.length;
  const edits = [{ offset, length: last.offset + last.length - offset, text: '' }];
  return [{ title: `Keep the first ${max} colors`, edits, certain: false }];
}

/** A palette has more colors than the model was trained on. */
export const paletteSize: Rule = {
  id: 'palette-size',
  level: 'shape',
  severity: 'warning',
  summary: 'A palette has too many colors: at most 16 for the style, 5 for an element.',
  check({ prompts }, report) {
    for (const prompt of prompts) {
      for (const palette of palettesOf(prompt)) {
        const { colors, max, owner } = palette;
        const first = colors[max];
        const last = colors.at(-1);
        if (!first || !last) continue;
        const whose = owner === prompt.style ? "a style's palette" : "an element's palette";
        report({
          offset: first.offset,
          length: last.offset + last.length - first.offset,
          message: `There are ${colors.length} colors, but ${whose} holds at most ${max}. Keep those that matter most.`,
          path: palettePath(palette),
          fixes: () => keepFirst(palette),
        });
      }
    }
  },
};
