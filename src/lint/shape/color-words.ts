import { normalColor } from '../../prompt/color';

/** A color in another notation than uppercase `#RRGGBB`, as it would be in that. */
export interface ReadColor {
  readonly hex: string;
  /** Whether it is the very same color, beyond doubt. */
  readonly certain: boolean;
}

/** The colors that CSS gives these names: its first sixteen and others that people write. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['aqua', '#00FFFF'],
  ['beige', '#F5F5DC'],
  ['black', '#000000'],
  ['blue', '#0000FF'],
  ['brown', '#A52A2A'],
  ['coral', '#FF7F50'],
  ['crimson', '#DC143C'],
  ['cyan', '#00FFFF'],
  ['fuchsia', '#FF00FF'],
  ['gold', '#FFD700'],
  ['gray', '#808080'],
  ['green', '#008000'],
  ['grey', '#808080'],
  ['indigo', '#4B0082'],
  ['ivory', '#FFFFF0'],
  ['khaki', '#F0E68C'],
  ['lavender', '#E6E6FA'],
  ['lime', '#00FF00'],
  ['magenta', '#FF00FF'],
  ['maroon', '#800000'],
  ['navy', '#000080'],
  ['olive', '#808000'],
  ['orange', '#FFA500'],
  ['pink', '#FFC0CB'],
  ['purple', '#800080'],
  ['red', '#FF0000'],
  ['salmon', '#FA8072'],
  ['silver', '#C0C0C0'],
  ['tan', '#D2B48C'],
  ['teal', '#008080'],
  ['turquoise', '#40E0D0'],
  ['violet', '#EE82EE'],
  ['white', '#FFFFFF'],
  ['yellow', '#FFFF00'],
]);

const RGB =
  /^\s*rgba?\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*(\d*\.?\d+%?)\s*)?\)\s*$/i;
const WITH_ALPHA = /^\s*(?:#|0x)?(?:([0-9a-f]{6})[0-9a-f]{2}|([0-9a-f]{3})[0-9a-f])\s*$/i;
const OPAQUE: ReadonlySet<string | undefined> = new Set([undefined, '1', '1.0', '100%']);

function fromRgb(text: string): ReadColor | undefined {
  const match = RGB.exec(text);
  const channels = match?.slice(1, 4).map(Number);
  if (!channels || channels.some((channel) => channel > 255)) return undefined;
  const hex = channels.map((channel) => channel.toString(16).padStart(2, '0')).join('');
  return { hex: `#${hex.toUpperCase()}`, certain: OPAQUE.has(match?.[4]) };
}

/** The color without its transparency, which a palette cannot hold. */
function withoutAlpha(text: string): ReadColor | undefined {
  const match = WITH_ALPHA.exec(text);
  const hex = normalColor(match?.[1] ?? match?.[2] ?? '');
  return hex === undefined ? undefined : { hex, certain: false };
}

function fromName(text: string): ReadColor | undefined {
  const hex = NAMED.get(text.trim().replace(/^#/, '').toLowerCase());
  return hex === undefined ? undefined : { hex, certain: false };
}

/** A longer string is no color, and costs no search. */
const LONGEST = 40;

/** Reads a color in hex, as `rgb(12, 34, 56)` or by its common name. */
export function readColor(text: string): ReadColor | undefined {
  if (text.length > LONGEST) return undefined;
  const hex = normalColor(text);
  return hex === undefined ? (fromRgb(text) ?? withoutAlpha(text) ?? fromName(text)) : { hex, certain: true };
}
