import type { ElementsEdit } from '../prompt/elements/edit';
import type { Bbox } from '../prompt/model';
import { GRID } from '../prompt/shape';
import { type Guard, isIndex, listOf, objectOf, oneOf, orNull, unionOf } from './guard';

/** More elements than any prompt has: a gesture never has a longer list. */
const MAX_ITEMS = 100_000;

const isIndices = listOf(isIndex, MAX_ITEMS);

/** Four integers on the grid in their order, with an area. */
const isBox: Guard<Bbox> = (value): value is Bbox => {
  if (!Array.isArray(value) || value.length !== 4) return false;
  if (!value.every((edge) => isIndex(edge) && edge <= GRID)) return false;
  const [top, left, bottom, right] = value as [number, number, number, number];
  return top < bottom && left < right;
};

/** Narrows a change of the elements: only legal boxes, no empty gesture. */
export const isElementsEdit = unionOf<ElementsEdit, 'kind'>('kind', {
  place: { boxes: listOf(objectOf({ index: isIndex, bbox: isBox }), MAX_ITEMS) },
  unplace: { indices: isIndices },
  add: { type: oneOf('obj', 'text'), bbox: isBox },
  duplicate: { copies: listOf(objectOf({ index: isIndex, bbox: orNull(isBox) }), MAX_ITEMS) },
  delete: { indices: isIndices },
  reorder: { order: isIndices },
});
