import { isJsonObject } from '../../prompt/json';
import { type Bbox, type PromptElement, readPrompt } from '../../prompt/model';
import type { JsonPath } from '../../prompt/path';
import { SCHEMA_KEY } from '../../prompt/shape';
import type { Place } from './change';

/** Where the elements of a prompt are. */
export const ELEMENTS: JsonPath = ['compositional_deconstruction', 'elements'];

/** Whether two paths are the same. */
export function isAt(path: JsonPath, other: JsonPath): boolean {
  return path.length === other.length && path.every((segment, index) => segment === other[index]);
}

/** Whether a place is that of the list of elements. */
export function isElements({ element, path }: Place): boolean {
  return !element && isAt(path, ELEMENTS);
}

/** Whether a place is that of a palette: the style's, or an element's. */
export function isPalettePlace({ element, path }: Place): boolean {
  return isAt(path, element ? ['color_palette'] : ['style_description', 'color_palette']);
}

/** Whether a place is that of an element's box. */
export function isBoxPlace({ element, path }: Place): boolean {
  return element !== undefined && isAt(path, ['bbox']);
}

/** Whether a value is a list of strings, as a palette is. */
export function isPalette(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((color) => typeof color === 'string');
}

/** What no edge of a box exceeds, whatever it is measured in. */
const FARTHEST = 1_000_000;

/** Whether a value is a box of four integers, within the grid or not. */
export function isBox(value: unknown): value is Bbox {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    value.every((edge) => Number.isInteger(edge) && Math.abs(edge as number) <= FARTHEST)
  );
}

/** Reads elements as the format has them; what is none is read as an empty one. */
export function readElements(elements: readonly unknown[]): readonly PromptElement[] {
  return readPrompt({ compositional_deconstruction: { elements } }).elements;
}

/** A prompt as it is compared: `$schema` is a matter between a file and its editor. */
export function withoutSchema(prompt: unknown): unknown {
  if (!isJsonObject(prompt) || !Object.hasOwn(prompt, SCHEMA_KEY)) return prompt;
  return Object.fromEntries(Object.entries(prompt).filter(([name]) => name !== SCHEMA_KEY));
}
