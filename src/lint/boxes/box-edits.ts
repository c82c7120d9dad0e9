import type { TextEdit } from '../../prompt/edit';
import { exchangeValues, replaceValue } from '../../prompt/members';
import { itemsOf } from '../../prompt/nodes';
import type { ElementSubject } from '../subject';

/** Gives the edges of an element's box other values, each where it stands; only those that change. */
export function setBox({ bbox, box }: ElementSubject, values: readonly number[]): readonly TextEdit[] {
  return itemsOf(bbox?.value).flatMap((edge, index) => {
    const value = values[index];
    return value === undefined || value === box?.[index] ? [] : [replaceValue(edge, String(value))];
  });
}

/** Exchanges x and y of an element's box; each number stays as it is written. */
export function swapAxes(text: string, { bbox }: ElementSubject): readonly TextEdit[] {
  const [top, left, bottom, right] = itemsOf(bbox?.value);
  if (!top || !left || !bottom || !right) return [];
  return [...exchangeValues(text, top, left), ...exchangeValues(text, bottom, right)];
}
