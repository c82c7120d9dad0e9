import type { Bbox } from '../../prompt/model';
import type { JsonPath } from '../../prompt/path';

/** An element that is in both prompts. */
export interface SharedElement {
  /** Its index in the elements of A. */
  readonly from: number;
  /** Its index in the elements of B. */
  readonly to: number;
  /** What it is in B. */
  readonly value: unknown;
}

/** Where a value is in a prompt. */
export interface Place {
  /** The element that it is in, where it is in one. */
  readonly element: SharedElement | undefined;
  /** The path from the element, else from the root. */
  readonly path: JsonPath;
}

/** A value that is another one in B. */
export interface ValueSet extends Place {
  readonly kind: 'set';
  readonly from: unknown;
  readonly to: unknown;
}

/** A member that only B has. */
export interface MemberAdded extends Place {
  readonly kind: 'added';
  /** Its index among the members of its object in B. */
  readonly at: number;
  readonly value: unknown;
}

/** A member that only A has. */
export interface MemberRemoved extends Place {
  readonly kind: 'removed';
  readonly value: unknown;
}

/** An object whose keys are in another order in B, aside from those that are only in one of both. */
export interface KeysReordered extends Place {
  readonly kind: 'keys';
  /** All keys in the order of B. */
  readonly keys: readonly string[];
}

/** Another color palette, of the style or of an element. */
export interface PaletteChanged extends Place {
  readonly kind: 'palette';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Another box of an element. */
export interface BoxChanged extends Place {
  readonly kind: 'box';
  readonly from: Bbox;
  readonly to: Bbox;
}

/** An element that only B has, with its index there. */
export interface ElementAdded {
  readonly kind: 'elementAdded';
  readonly to: number;
  readonly value: unknown;
}

/** An element that only A has, with its index there. */
export interface ElementRemoved {
  readonly kind: 'elementRemoved';
  readonly from: number;
  readonly value: unknown;
}

/** An element that stands elsewhere in the list, aside from the numbers that change by what was added or removed before it. */
export interface ElementReordered extends SharedElement {
  readonly kind: 'elementReordered';
  /** The index in B that it would have if it still stood between the same others; never the one that it has. */
  readonly expected: number;
}

/** One thing that changed from a prompt A to a prompt B. All are plain data. */
export type Change =
  | ValueSet
  | MemberAdded
  | MemberRemoved
  | KeysReordered
  | PaletteChanged
  | BoxChanged
  | ElementAdded
  | ElementRemoved
  | ElementReordered;
