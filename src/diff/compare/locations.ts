import { isJsonObject } from '../../prompt/json';
import { type Bbox, type PromptElement, readPrompt } from '../../prompt/model';
import { isSamePath } from '../../prompt/path';
import { ELEMENTS_PATH, KEY, SCHEMA_KEY } from '../../prompt/shape';
import type { ChangeLocation } from './change';

/** Whether a location is that of the list of elements. */
export function isElementsLocation({ element, path }: ChangeLocation): boolean {
  return !element && isSamePath(path, ELEMENTS_PATH);
}

/** Whether a location is that of a palette: the style's or an element's. */
export function isPaletteLocation({ element, path }: ChangeLocation): boolean {
  return isSamePath(path, element ? [KEY.palette] : [KEY.style, KEY.palette]);
}

/** Whether a location is that of an element's box. */
export function isBoxLocation({ element, path }: ChangeLocation): boolean {
  return element !== undefined && isSamePath(path, [KEY.bbox]);
}

/** Whether a value is a list of strings, as a palette is. */
export function isPalette(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((color) => typeof color === 'string');
}

/** The edges of a box are within this distance from 0, in any unit. */
const FARTHEST = 1_000_000;

/** Whether a value is a box of four integers, within the grid or not. */
export function isBox(value: unknown): value is Bbox {
  return (
    Array.isArray(value) &&
    value.length === 4 &&
    value.every((edge) => Number.isInteger(edge) && Math.abs(edge as number) <= FARTHEST)
  );
}

/** Reads elements of the format. Anything that is not an element is read as an empty one. */
export function readElements(elements: readonly unknown[]): readonly PromptElement[] {
  return readPrompt({ [KEY.composition]: { [KEY.elements]: elements } }).elements;
}

/** A prompt as it is compared: without `$schema`, which is for the editor only. */
export function withoutSchema(prompt: unknown): unknown {
  if (!isJsonObject(prompt) || !Object.hasOwn(prompt, SCHEMA_KEY)) return prompt;
  return Object.fromEntries(Object.entries(prompt).filter(([name]) => name !== SCHEMA_KEY));
}
