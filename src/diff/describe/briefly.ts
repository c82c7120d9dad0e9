import { isJsonObject } from '../../prompt/json';

/** The longest text that is shown whole, in characters, and the most items of a list. */
const LONGEST = 60;
const MOST_ITEMS = 8;

/** The beginning of a text, as it is: no space in it is changed. */
function beginning(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST + 2));
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : text;
}

/** Whether a text is shown whole. */
export function isBrief(text: string): boolean {
  return beginning(text) === text;
}

/** A text as JSON, which shows every line break and space; a long one by its beginning. */
export function quoted(text: string): string {
  return JSON.stringify(beginning(text));
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]';
  return isJsonObject(value) ? '{…}' : String(value);
}

function list(items: readonly unknown[], write: (item: unknown) => string): string {
  const shown = items.slice(0, MOST_ITEMS).map(write);
  return [...shown, ...(items.length > MOST_ITEMS ? ['…'] : [])].join(', ');
}

/** Any JSON value on a short line: of objects the keys, of lists the first items. */
export function briefly(value: unknown): string {
  if (Array.isArray(value)) return `[${list(value, scalar)}]`;
  return isJsonObject(value)
    ? `{${list(Object.keys(value), (key) => beginning(String(key)))}}`
    : scalar(value);
}
