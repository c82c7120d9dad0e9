import { normalColor } from '../../prompt/color';

/** A color in another notation than uppercase `#RRGGBB`, converted to that. */
export interface ReadColor {
  readonly hex: string;
  /** Whether it is certainly the same color. */
  readonly certain: boolean;
}

/**
 * The values that CSS gives these names: its first sixteen and others that people write. `cream` is added, which CSS
 * lacks.
 */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['aqua', '#00FFFF'],
  ['beige', '#F5F5DC'],
  ['black', '#000000'],
  ['blue', '#0000FF'],
  ['brown', '#A52A2A'],
  ['coral', '#FF7F50'],
  ['cream', '#FFFDD0'],
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

/** A longer string cannot be a color and need not be searched. */
const LONGEST = 40;

/** Hex digits without `#` that cannot be a word or another number, unlike `fade`, `bad` and `500`. */
const PLAINLY_HEX = /^\s*(?:#|0x|f{3}\s*$|f{6}\s*$|(?=.*\d)[0-9a-f]{6})/i;

/** Reads a color in hex, as `rgb(12, 34, 56)` or by its common name. */
export function readColor(text: string): ReadColor | undefined {
  if (text.length > LONGEST) return undefined;
  const hex = normalColor(text);
  if (hex !== undefined) return { hex, certain: PLAINLY_HEX.test(text) };
  return fromRgb(text) ?? withoutAlpha(text) ?? fromName(text);
}

/** What separates colors in a text, except within parentheses. */
const BETWEEN = /(?:[,;|/&+\n]|(?<!\S)and(?!\S))(?![^()]*\))/i;
/** A longer text cannot be a list of colors. */
const LONGEST_LIST = 1000;

/** The colors written as one text, such as `navy, cream and gold`, each as written. */
export function listedColors(text: string): readonly string[] {
  if (text.length > LONGEST_LIST) return [text];
  const parts = text.split(BETWEEN).map((part) => part.trim());
  return parts.flatMap((part) => {
    if (part === '' || readColor(part)) return part === '' ? [] : [part];
    // Neighboring words are usually one color (`navy blue`); digits never are.
    const digits = part.split(/\s+/);
    return digits.every((one) => normalColor(one) !== undefined && readColor(one)?.certain) ? digits : [part];
  });
}
