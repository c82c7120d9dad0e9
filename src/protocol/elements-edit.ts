import type { ElementsEdit } from '../prompt/elements/edit';
import { GRID } from '../prompt/shape';
import { isJsonObject } from '../task/types';

/** More elements than any prompt has: a list that is longer is not a gesture's. */
const MOST = 100_000;

const isIndex = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= MOST && value.every(isItem);
}

/** Four integers on the grid in their order, with an area. */
function isBox(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 4) return false;
  if (!value.every((edge) => isIndex(edge) && (edge as number) <= GRID)) return false;
  const [top, left, bottom, right] = value as [number, number, number, number];
  return top < bottom && left < right;
}

const hasBox = (value: unknown) => isJsonObject(value) && isIndex(value['index']) && isBox(value['bbox']);

const isCopy = (value: unknown) =>
  isJsonObject(value) && isIndex(value['index']) && (value['bbox'] === null || isBox(value['bbox']));

/** Narrows a change of the elements: only legal boxes, no empty gesture. */
export function isElementsEdit(value: unknown): value is ElementsEdit {
  if (!isJsonObject(value)) return false;
  switch (value['kind']) {
    case 'place':
      return isListOf(value['boxes'], hasBox);
    case 'unplace':
    case 'delete':
      return isListOf(value['indices'], isIndex);
    case 'add':
      return (value['type'] === 'obj' || value['type'] === 'text') && isBox(value['bbox']);
    case 'duplicate':
      return isListOf(value['copies'], isCopy);
    case 'reorder':
      return isListOf(value['order'], isIndex);
    default:
      return false;
  }
}
