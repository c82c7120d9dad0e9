import { isJsonObject, type JsonObject } from './json';
import { GRID, KEY } from './shape';

/** `[y_min, x_min, y_max, x_max]` on the 0-1000 grid of the frame, y first. */
export type Bbox = readonly [yMin: number, xMin: number, yMax: number, xMax: number];

/** One element of the composition, read tolerantly: anything unusable is left out, never guessed. */
export interface PromptElement {
  /** Its index in `elements`. */
  readonly index: number;
  readonly kind: 'obj' | 'text';
  /** Ordered and within 0-1000; undefined if the element has no usable box. */
  readonly bbox: Bbox | undefined;
  /** The literal characters of a `text` element, line breaks included. */
  readonly text: string | undefined;
  readonly desc: string;
  /** Usable `#RRGGBB` colors only, uppercase. */
  readonly palette: readonly string[];
}

/** The parts of a structured prompt that can be drawn. */
export interface PromptModel {
  readonly summary: string;
  readonly background: string;
  readonly palette: readonly string[];
  readonly elements: readonly PromptElement[];
}

function record(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function colors(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((color): color is string => typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color))
    .map((color) => color.toUpperCase());
}

function bbox(value: unknown): Bbox | undefined {
  if (!Array.isArray(value) || value.length !== 4) return undefined;
  if (!value.every((n): n is number => typeof n === 'number' && Number.isFinite(n))) return undefined;
  const [a, b, c, d] = value.map((n) => Math.min(GRID, Math.max(0, n))) as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Reads the value of one element at an index of the list. Never throws. */
export function readElement(value: unknown, index: number): PromptElement {
  const source = record(value);
  const text = source[KEY.text];
  return {
    index,
    kind: source[KEY.type] === 'text' ? 'text' : 'obj',
    bbox: bbox(source[KEY.bbox]),
    text: typeof text === 'string' ? text : undefined,
    desc: string(source[KEY.desc]),
    palette: colors(source[KEY.palette]),
  };
}

/** Reads the value of a structured prompt for drawing. Never throws: anything invalid counts as missing. */
export function readPrompt(value: unknown): PromptModel {
  const root = record(value);
  const composition = record(root[KEY.composition]);
  const elements: unknown = composition[KEY.elements];
  return {
    summary: string(root[KEY.summary]),
    background: string(composition[KEY.background]),
    palette: colors(record(root[KEY.style])[KEY.palette]),
    elements: Array.isArray(elements) ? elements.map(readElement) : [],
  };
}
