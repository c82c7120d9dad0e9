import { isJsonObject } from '../../prompt/json';
import { truncate } from '../../prompt/truncate';

/** Texts are shortened to this many characters, lists to this many items. */
const LONGEST = 60;
const MOST_ITEMS = 8;

/** The start of a text, with its white space unchanged. */
function beginning(text: string): string {
  return truncate(text, LONGEST);
}

/** Whether a text is short enough not to be shortened. */
export function isShort(text: string): boolean {
  return beginning(text) === text;
}

/** A text as JSON, which shows every line break and space; a long text is shortened. */
export function quoteShort(text: string): string {
  return JSON.stringify(beginning(text));
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return quoteShort(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]';
  return isJsonObject(value) ? '{…}' : String(value);
}

function list(items: readonly unknown[], write: (item: unknown) => string): string {
  const shown = items.slice(0, MOST_ITEMS).map(write);
  return [...shown, ...(items.length > MOST_ITEMS ? ['…'] : [])].join(', ');
}

/** Any JSON value on a short line: the keys of an object, the first items of a list. */
export function shortJson(value: unknown): string {
  if (Array.isArray(value)) return `[${list(value, scalar)}]`;
  return isJsonObject(value)
    ? `{${list(Object.keys(value), (key) => beginning(String(key)))}}`
    : scalar(value);
}
