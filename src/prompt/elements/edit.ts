import { sliceWith, smallestEdits, type TextEdit } from '../edit';
import { insertAt } from '../insertion';
import { type LocatedDocument, type LocatedPrompt, promptAt } from '../located-document';
import type { Bbox } from '../model';
import type { Node } from '../nodes';
import { rearranging } from '../order';
import type { JsonPath } from '../path';
import { removals } from '../removal';
import { slotsOf } from '../slots';
import { adding } from './add';
import { placing, unplacing } from './boxes';

/**
 * A change to the elements of a prompt, identified by their indices. Boxes are within the grid, with their corners in
 * order.
 */
export type ElementsEdit =
  /** Changes boxes, or adds them to elements that have none. */
  | {
      readonly kind: 'place';
      readonly boxes: readonly { readonly index: number; readonly bbox: Bbox }[];
    }
  /** Removes boxes; the elements stay. */
  | { readonly kind: 'unplace'; readonly indices: readonly number[] }
  /** Adds a last element. */
  | { readonly kind: 'add'; readonly type: 'obj' | 'text'; readonly bbox: Bbox }
  /** Inserts a copy directly after its original, with a box of its own or unchanged. */
  | {
      readonly kind: 'duplicate';
      readonly copies: readonly { readonly index: number; readonly bbox: Bbox | null }[];
    }
  | { readonly kind: 'delete'; readonly indices: readonly number[] }
  /** The old indices in the new order: a permutation of all items. */
  | { readonly kind: 'reorder'; readonly order: readonly number[] };

/** Undefined if something cannot be done. */
type Edits = readonly TextEdit[] | undefined;

/** The edits of several elements, each found by its index. */
function editEach<T>(
  items: readonly Node[],
  wanted: Iterable<readonly [index: number, what: T]>,
  edits: (element: Node, what: T) => readonly TextEdit[],
): Edits {
  const all: TextEdit[] = [];
  for (const [index, what] of wanted) {
    const item = items[index];
    if (item?.type !== 'object') return undefined;
    all.push(...edits(item, what));
  }
  return all;
}

/** The text of an element with another box; undefined if it is not an object and cannot have one. */
function copyOf(text: string, item: Node | undefined, bbox: Bbox | null): string | undefined {
  if (!item || (bbox && item.type !== 'object')) return undefined;
  const edits = bbox ? placing(text, item, bbox) : [];
  return sliceWith(text, edits, item.offset, item.offset + item.length);
}

function duplicating(
  text: string,
  items: readonly Node[],
  copies: readonly { readonly index: number; readonly bbox: Bbox | null }[],
): Edits {
  const written = new Map<number, string[]>();
  for (const { index, bbox } of copies) {
    const copy = copyOf(text, items[index], bbox);
    if (copy === undefined) return undefined;
    written.set(index, [...(written.get(index) ?? []), copy]);
  }
  const array = items[0]?.parent;
  if (!array) return [];
  const slots = slotsOf(text, array);
  return [...written].map(([index, all]) => insertAt(text, array, slots, index + 1, all));
}

function deleting(text: string, items: readonly Node[], indices: readonly number[]): Edits {
  const gone = indices.map((index) => items[index]).filter((item) => item !== undefined);
  if (gone.length < indices.length) return undefined;
  const array = items[0]?.parent;
  return array ? removals(text, array, gone) : [];
}

function ordering(text: string, items: readonly Node[], order: readonly number[]): Edits {
  const array = items[0]?.parent;
  const slots = array ? slotsOf(text, array) : [];
  const sorted = order.map((index) => slots[index]).filter((slot) => slot !== undefined);
  if (order.length !== slots.length || new Set(sorted).size !== slots.length) return undefined;
  return array ? rearranging(text, array, slots, sorted, (from, to) => text.slice(from, to)) : [];
}

function editsFor(text: string, prompt: LocatedPrompt | undefined, edit: ElementsEdit): Edits {
  const items = prompt?.items ?? [];
  switch (edit.kind) {
    case 'place': {
      const boxes = new Map(edit.boxes.map(({ index, bbox }) => [index, bbox]));
      return editEach(items, boxes, (element, bbox) => placing(text, element, bbox));
    }
    case 'unplace':
      return editEach(items, new Set(edit.indices).entries(), (element) => unplacing(text, element));
    case 'add':
      return prompt && adding(text, prompt, edit.type, edit.bbox);
    case 'duplicate':
      return duplicating(text, items, edit.copies);
    case 'delete':
      return deleting(text, items, edit.indices);
    case 'reorder':
      return ordering(text, items, edit.order);
  }
}

/**
 * The edits that change the elements of the prompt at a path. They are as small as possible, so that comments, layout
 * and line ends stay. Undefined if the change cannot be made: the text has syntax errors, an element does not exist, a
 * box is for something that is not an object, an order is not a permutation, or the prompt, its composition or its
 * elements have the wrong type.
 */
export function editElements(
  document: LocatedDocument,
  prompt: JsonPath,
  edit: ElementsEdit,
): readonly TextEdit[] | undefined {
  const { text, syntaxProblems } = document.parsed;
  if (syntaxProblems.length > 0) return undefined;
  const edits = editsFor(text, promptAt(document, prompt), edit);
  return edits && smallestEdits(text, edits);
}
