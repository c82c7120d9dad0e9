import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, smallestEdits } from '../../../../src/prompt/edit';
import { editElements, type ElementsEdit } from '../../../../src/prompt/elements/edit';
import type { Bbox } from '../../../../src/prompt/model';
import { membersOf, type Node } from '../../../../src/prompt/nodes';
import { type ParsedDocument, parseDocument } from '../../../../src/prompt/parse';
import { slotsOf } from '../../../../src/prompt/slots';
import { commentTexts, located } from '../written';
import { locate } from '../../../../src/prompt/located-document';

type JsonObject = Record<string, unknown>;

/** The text after an edit of the prompt that it is; undefined where it cannot be done. */
export function edited(text: string, edit: ElementsEdit): string | undefined {
  const edits = editElements(located(text), [], edit);
  return edits && applyEdits(text, edits);
}

/** A prompt of these elements, as they are written. */
export function withElements(elements: string): string {
  return `{"compositional_deconstruction": {"elements": ${elements}}}`;
}

/** Holds what an edit makes of the text of some elements; undefined where it cannot be done. */
export function checkElements(
  edit: ElementsEdit,
  cases: readonly (readonly [before: string, after: string | undefined])[],
): void {
  for (const [before, after] of cases) {
    assert.equal(edited(withElements(before), edit), after === undefined ? undefined : withElements(after));
  }
}

/** The value of a text as `JSON.parse` would give it. */
export function valueOf(text: string): unknown {
  return JSON.parse(JSON.stringify(parseDocument(text).value));
}

/** The value of `elements`, or nothing. */
export function valuesOf(text: string): unknown[] {
  const prompt = valueOf(text) as { compositional_deconstruction?: { elements?: unknown[] } };
  return prompt.compositional_deconstruction?.elements ?? [];
}

/** The items of `elements`. */
export function itemsOf(text: string): readonly Node[] {
  return located(text).prompts[0]?.items ?? [];
}

/** The elements as they are written. */
export function writtenElements(text: string): string[] {
  return itemsOf(text).map(({ offset, length }) => text.slice(offset, offset + length));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withBox(element: unknown, bbox: Bbox | null): unknown {
  return bbox ? { ...(element as JsonObject), bbox: [...bbox] } : element;
}

function withoutBox(element: unknown): unknown {
  const { bbox, ...rest } = element as JsonObject;
  return rest;
}

function newElement(type: 'obj' | 'text', bbox: Bbox): unknown {
  return { type, bbox: [...bbox], ...(type === 'text' && { text: '' }), desc: '' };
}

/** What an edit makes of plain values. */
export function expected(elements: readonly unknown[], edit: ElementsEdit): unknown[] {
  switch (edit.kind) {
    case 'place':
      return edit.boxes.reduce(
        (all, { index, bbox }) => all.with(index, withBox(all[index], bbox)),
        elements.slice(),
      );
    case 'unplace':
      return elements.map((element, index) => (edit.indices.includes(index) ? withoutBox(element) : element));
    case 'add':
      return [...elements, newElement(edit.type, edit.bbox)];
    case 'duplicate':
      return elements.flatMap((element, index) => [
        element,
        ...edit.copies.filter((copy) => copy.index === index).map(({ bbox }) => withBox(element, bbox)),
      ]);
    case 'delete':
      return elements.filter((_, index) => !edit.indices.includes(index));
    case 'reorder':
      return edit.order.map((index) => elements[index]);
  }
}

/** Whether an edit means something for a prompt. */
function isPossible(prompt: unknown, elements: readonly unknown[], edit: ElementsEdit): boolean {
  const areObjects = (indices: readonly number[]): boolean => indices.every((i) => isObject(elements[i]));
  switch (edit.kind) {
    case 'place':
      return areObjects(edit.boxes.map(({ index }) => index));
    case 'unplace':
      return areObjects(edit.indices);
    case 'duplicate':
      return edit.copies.every(({ index, bbox }) => !bbox || isObject(elements[index]));
    case 'add':
      return hasRoom(prompt);
    default:
      return true;
  }
}

/** Whether a prompt has elements or can have them. */
function hasRoom(prompt: unknown): boolean {
  if (!isObject(prompt)) return false;
  const { compositional_deconstruction: composition = {} } = prompt;
  if (!isObject(composition)) return false;
  const { elements = [] } = composition;
  return Array.isArray(elements);
}

/** The comments that belong to some children of an object or array. */
function commentsAround(text: string, children: readonly Node[]): string[] {
  const slots = children.flatMap(({ parent }) => (parent ? slotsOf(text, parent) : []));
  const own = new Map(slots.map((slot) => [slot.node, slot]));
  return children.flatMap((child) => {
    const slot = own.get(child);
    const [open, close] = child.parent?.type === 'object' ? ['{', '}'] : ['[', ']'];
    return slot ? commentTexts(`${open}${text.slice(slot.lead, slot.after)}\n${close}`) : [];
  });
}

/** The comments that may go with what an edit removes. */
function removable(document: ParsedDocument, edit: ElementsEdit): string[] {
  const elements = itemsOf(document.text);
  const chosen = (indices: readonly number[]): Node[] =>
    elements.filter((_, index) => indices.includes(index));
  if (edit.kind === 'delete') return commentsAround(document.text, chosen(edit.indices));
  if (edit.kind !== 'unplace') return [];
  const boxes = chosen(edit.indices)
    .flatMap(membersOf)
    .filter(({ name }) => name === 'bbox');
  return commentsAround(
    document.text,
    boxes.map(({ property }) => property),
  );
}

/** The comments that copies bring along. */
function copied(text: string, edit: ElementsEdit): string[] {
  if (edit.kind !== 'duplicate') return [];
  const elements = writtenElements(text);
  return edit.copies.flatMap(({ index }) => commentTexts(elements[index] ?? ''));
}

/** What is in one list more often than in another. */
function surplus(list: readonly string[], other: readonly string[]): string[] {
  const rest = [...other];
  return list.filter((text) => {
    const index = rest.indexOf(text);
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
}

function lineBreaksOf(text: string): string[] {
  return [...new Set(text.match(/\r\n?|\n/g))];
}

/** Edits a text and holds all that an edit promises; gives the text after it, the same where nothing can be done. */
export function checkEdit(text: string, edit: ElementsEdit): string {
  const document = parseDocument(text);
  const before = valuesOf(text);
  const edits = editElements(locate(document, 'prompt'), [], edit);
  if (!isPossible(valueOf(text), before, edit)) {
    assert.equal(edits, undefined);
    return text;
  }
  assert.ok(edits);
  const result = applyEdits(text, edits);
  assert.deepEqual(parseDocument(result).syntaxProblems, [], result);
  const elements = expected(before, edit);
  assert.deepEqual(valuesOf(result), elements);
  assert.deepEqual(valueOf(result), promptWith(valueOf(text), elements));
  assert.deepEqual(smallestEdits(text, edits), edits);
  const comments = [...commentTexts(text), ...copied(text, edit)];
  assert.deepEqual(surplus(commentTexts(result), comments), []);
  assert.deepEqual(surplus(surplus(comments, commentTexts(result)), removable(document, edit)), []);
  assert.deepEqual(surplus(lineBreaksOf(result), [...lineBreaksOf(text), '\n']), []);
  return result;
}

/** A prompt with other elements; without any where it had none and gets none. */
function promptWith(prompt: unknown, elements: readonly unknown[]): unknown {
  const composition = (prompt as JsonObject)['compositional_deconstruction'];
  const hasElements = isObject(composition) && Object.hasOwn(composition, 'elements');
  if (!hasElements && elements.length === 0) return prompt;
  return {
    ...(prompt as JsonObject),
    compositional_deconstruction: { ...(composition as JsonObject | undefined), elements },
  };
}

/** Legal boxes. */
export const boxes: fc.Arbitrary<Bbox> = fc
  .tuple(...([0, 1, 2, 3].map(() => fc.nat(1000)) as [Edge, Edge, Edge, Edge]))
  .map(([a, b, c, d]) => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);

type Edge = fc.Arbitrary<number>;

/** Any edit of so many elements. */
export function gestures(count: number): fc.Arbitrary<ElementsEdit> {
  const all = Array.from({ length: count }, (_, index) => index);
  const some = fc.shuffledSubarray(all);
  const add = fc.record({
    kind: fc.constant('add' as const),
    type: fc.constantFrom('obj' as const, 'text' as const),
    bbox: boxes,
  });
  return fc.oneof(
    add,
    withBoxes(some, boxes).map((placed) => ({ kind: 'place' as const, boxes: placed })),
    some.map((indices) => ({ kind: 'unplace' as const, indices })),
    withBoxes(some, fc.option(boxes)).map((copies) => ({ kind: 'duplicate' as const, copies })),
    some.map((indices) => ({ kind: 'delete' as const, indices })),
    permutations(count).map((order) => ({ kind: 'reorder' as const, order })),
  );
}

function withBoxes<T>(
  indices: fc.Arbitrary<number[]>,
  box: fc.Arbitrary<T>,
): fc.Arbitrary<{ readonly index: number; readonly bbox: T }[]> {
  return indices.chain((chosen) => fc.tuple(...chosen.map((index) => box.map((bbox) => ({ index, bbox })))));
}

export function permutations(count: number): fc.Arbitrary<number[]> {
  const all = Array.from({ length: count }, (_, index) => index);
  return fc.shuffledSubarray(all, { minLength: count, maxLength: count });
}
