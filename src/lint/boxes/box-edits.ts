import type { TextEdit } from '../../prompt/edit';
import type { LocatedElement } from '../../prompt/located-document';
import { exchangeValues, setNumbers } from '../../prompt/members';
import { itemsOf } from '../../prompt/nodes';

/** Replaces the edges of an element's box that change, each in its position. */
export function setBox({ bbox }: LocatedElement, values: readonly number[]): readonly TextEdit[] {
  return bbox ? setNumbers(bbox.value, values) : [];
}

/** Exchanges x and y of an element's box; each number stays as written. */
export function swapAxes(text: string, { bbox }: LocatedElement): readonly TextEdit[] {
  const [top, left, bottom, right] = itemsOf(bbox?.value);
  if (!top || !left || !bottom || !right) return [];
  return [...exchangeValues(text, top, left), ...exchangeValues(text, bottom, right)];
}
