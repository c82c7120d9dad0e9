/** What is sent of a snapshot to a page that has the one before: most of what is typed changes one element of many. */
import type { StageSnapshot } from './stage';

/** The way from one snapshot to a later one of the same prompt. */
export interface StageChange {
  /** The `serial` of the snapshot that this changes. */
  readonly base: number;
  /** What it becomes, with those elements only that are new or say something else. */
  readonly snapshot: StageSnapshot;
  /** How many elements there are then. */
  readonly count: number;
}

/** The way from one snapshot to another, whose elements are the same objects where they are the same. */
export function changeOf(before: StageSnapshot, after: StageSnapshot): StageChange {
  const { elements } = after.model;
  const changed = elements.filter((element, index) => element !== before.model.elements[index]);
  return {
    base: before.serial,
    snapshot: { ...after, model: { ...after.model, elements: changed } },
    count: elements.length,
  };
}

/** The snapshot that a change leads to; what it does not name are the same objects as before. */
export function changed(before: StageSnapshot, { snapshot, count }: StageChange): StageSnapshot {
  const elements = before.model.elements.slice(0, count);
  for (const element of snapshot.model.elements) elements[element.index] = element;
  return { ...snapshot, model: { ...snapshot.model, elements } };
}
