import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDocument } from '../../../src/prompt/parse';
import type { Node } from '../../../src/prompt/nodes';
import { jsonValues } from '../prompt/written';

/** Names of the format, and others that people write. */
export const KEYS = [
  ...['$schema', 'high_level_description', 'style_description', 'compositional_deconstruction', 'canvas'],
  ...['aesthetics', 'lighting', 'photo', 'medium', 'art_style', 'color_palette', 'background', 'elements'],
  ...['type', 'bbox', 'text', 'desc', 'id', 'aspect_ratio', 'color', 'taskType', 'settings', 'width'],
];

/** The texts of the JSON files in a folder. */
function texts(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
}

/** Real prompts and tasks. */
export function realValues(): unknown[] {
  return [...texts('test/fixtures/corpus'), ...texts('examples')].map((text) => JSON.parse(text) as unknown);
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every member and item of a value. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

type Change = (place: Place) => void;

function drop({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function shuffle({ holder }: Place): void {
  if (Array.isArray(holder)) return void holder.reverse();
  const entries = Object.entries(holder).reverse();
  for (const [name] of entries) Reflect.deleteProperty(holder, name);
  Object.assign(holder, Object.fromEntries(entries));
}

function recase({ holder, key }: Place): void {
  const value = holder[key];
  if (typeof value === 'string') {
    holder[key] = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
  }
}

/** Changes the numbers of the list that a place is in. */
function numbers(change: (values: number[]) => readonly number[]): Change {
  return ({ holder }) => {
    if (!Array.isArray(holder)) return;
    const list: unknown[] = holder;
    if (list.every((item) => typeof item === 'number')) list.splice(0, list.length, ...change(list));
  };
}

function renameTo(name: string): Change {
  return ({ holder, key }) => {
    if (Array.isArray(holder)) return;
    const value = holder[key];
    Reflect.deleteProperty(holder, key);
    holder[name] = value;
  };
}

function replaceBy(value: unknown): Change {
  return ({ holder, key }) => {
    holder[key] = structuredClone(value);
  };
}

const OTHER_VALUES = fc.oneof(
  jsonValues(KEYS),
  fc.array(fc.double({ min: -1, max: 2000, noNaN: true }), { minLength: 4, maxLength: 4 }),
  fc.constantFrom(
    'object',
    'OBJ',
    '#ABC',
    'rgb(1, 2, 3)',
    '1024x1024',
    [0.1, 0.2, 0.5, 0.9],
    '100 200 300 400',
  ),
  fc.constantFrom(null, '', [], {}),
);

const CHANGES: fc.Arbitrary<Change> = fc.oneof(
  OTHER_VALUES.map(replaceBy),
  fc.constantFrom(...KEYS, 'Type', 'box', 'caption').map(renameTo),
  fc.constantFrom<Change>(
    drop,
    shuffle,
    recase,
    numbers((values) => values.map((value) => value / 1000)),
    numbers((values) => values.map((value) => value * 2.048)),
    numbers((values) => values.toReversed()),
    numbers(([a = 0, b = 0, c = 0, d = 0]) => [b, a, d, c]),
  ),
);

/** A value with some of its parts replaced, removed, moved, scaled or given another name. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  return fc.array(fc.tuple(fc.nat(), CHANGES), { minLength: 1, maxLength: 6 }).map((changes) => {
    const copy: unknown = structuredClone(value);
    for (const [seed, change] of changes) {
      const places = placesIn(copy);
      const place = places[seed % places.length];
      if (place) change(place);
    }
    return copy;
  });
}

/** A value with others in some of its places. */
export function replaced(value: unknown, changes: readonly (readonly [number, unknown])[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const [seed, other] of changes) {
    const places = placesIn(copy);
    const place = places[seed % places.length];
    if (place) replaceBy(other)(place);
  }
  return copy;
}

function propertiesIn(node: Node): Node[] {
  const within = (node.children ?? []).flatMap(propertiesIn);
  return node.type === 'property' ? [node, ...within] : within;
}

/** The text with one of its members written twice. */
export function withRepeat(text: string, seed: number): string {
  const { root } = parseDocument(text);
  const properties = root ? propertiesIn(root) : [];
  const property = properties[seed % properties.length];
  if (!property) return text;
  const { offset, length } = property;
  return `${text.slice(0, offset)}${text.slice(offset, offset + length)}, ${text.slice(offset)}`;
}
