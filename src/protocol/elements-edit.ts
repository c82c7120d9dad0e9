import type { ElementsEdit } from '../prompt/elements/edit';
import type { Bbox } from '../prompt/model';
import { GRID } from '../prompt/shape';
import { type Guard, isIndex, listOf, objectOf, oneOf, orNull, unionOf } from './guard';

/** The most elements in a gesture: more than any prompt has. */
const MAX_ITEMS = 100_000;

const isIndices = listOf(isIndex, MAX_ITEMS);

/** Four integers on the grid, in the right order, with an area above zero. */
const isBox: Guard<Bbox> = (value): value is Bbox => {
  if (!Array.isArray(value) || value.length !== 4) return false;
  if (!value.every((edge) => isIndex(edge) && edge <= GRID)) return false;
  const [top, left, bottom, right] = value as [number, number, number, number];
  return top < bottom && left < right;
};

/** Narrows to a change of the elements: accepts only valid boxes, and no empty gesture. */
export const isElementsEdit = unionOf<ElementsEdit, 'kind'>('kind', {
  place: { boxes: listOf(objectOf({ index: isIndex, bbox: isBox }), MAX_ITEMS) },
  unplace: { indices: isIndices },
  add: { type: oneOf('obj', 'text'), bbox: isBox },
  duplicate: { copies: listOf(objectOf({ index: isIndex, bbox: orNull(isBox) }), MAX_ITEMS) },
  delete: { indices: isIndices },
  reorder: { order: isIndices },
});
