/** Sends only the changes of a snapshot to a page that has the previous one: typing usually changes one element of many. */
import type { StageSnapshot } from './stage';

/** The changes from one snapshot to a later one of the same prompt. */
export interface StageChange {
  /** The `serial` of the earlier snapshot. */
  readonly base: number;
  /** The later snapshot, with only the elements that are new or have changed. */
  readonly snapshot: StageSnapshot;
  /** The number of elements in the later snapshot. */
  readonly count: number;
}

/** The changes from one snapshot to another. Elements that have not changed must be the same objects in both. */
export function changeOf(before: StageSnapshot, after: StageSnapshot): StageChange {
  const { elements } = after.model;
  const changed = elements.filter((element, index) => element !== before.model.elements[index]);
  return {
    base: before.serial,
    snapshot: { ...after, model: { ...after.model, elements: changed } },
    count: elements.length,
  };
}

/** Applies a change to a snapshot. Elements that have not changed stay the same objects. */
export function changed(before: StageSnapshot, { snapshot, count }: StageChange): StageSnapshot {
  const elements = before.model.elements.slice(0, count);
  for (const element of snapshot.model.elements) elements[element.index] = element;
  return { ...snapshot, model: { ...snapshot.model, elements } };
}
