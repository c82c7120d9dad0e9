/**
 * The colors that distinguish elements on the proof and on the stage, in the order of the elements. White text is
 * readable on each (a contrast of 4.5 or more).
 */
export const ELEMENT_COLORS = [
  '#2563eb',
  '#c2410c',
  '#237a35',
  '#9c36b5',
  '#0b7285',
  '#c2255c',
  '#5f3dc4',
  '#856800',
] as const;

/** The color of the element at an index. */
export function elementColor(index: number): string {
  return ELEMENT_COLORS[index % ELEMENT_COLORS.length] ?? ELEMENT_COLORS[0];
}

function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Mixes `share` (0-1) of `color` over `base`, both `#rrggbb`. */
export function mix(color: string, base: string, share: number): string {
  const over = channels(color);
  const hex = channels(base).map((under, index) => {
    const value = Math.round(under + ((over[index] ?? 0) - under) * share);
    return value.toString(16).padStart(2, '0');
  });
  return `#${hex.join('')}`;
}

/** How far a color is from gray: the spread of its channels, 0 to 255. */
export function vividness(color: string): number {
  const values = channels(color);
  return Math.max(...values) - Math.min(...values);
}

/** Relative luminance of an `#rrggbb` color, 0 (black) to 1 (white), as WCAG 2 defines it. */
export function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colors, 1 to 21, as WCAG 2 defines it. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/**
 * The first candidate with the minimum contrast to the background, or else the first one, adjusted until it has it.
 */
export function readable(candidates: readonly string[], behind: string, minimum: number): string {
  const far = luminance(behind) > 0.18 ? '#000000' : '#ffffff';
  const good = candidates.find((color) => contrast(color, behind) >= minimum);
  if (good !== undefined) return good;
  const wanted = candidates[0] ?? far;
  for (let share = 0.9; share > 0; share -= 0.1) {
    const moved = mix(wanted, far, share);
    if (contrast(moved, behind) >= minimum) return moved;
  }
  return far;
}
