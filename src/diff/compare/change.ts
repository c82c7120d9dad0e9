import type { Bbox } from '../../prompt/model';
import type { JsonPath } from '../../prompt/path';

/** An element that is in both prompts. */
export interface SharedElement {
  /** Its index in the elements of A. */
  readonly from: number;
  /** Its index in the elements of B. */
  readonly to: number;
  /** Its value in B. */
  readonly value: unknown;
}

/** Where a value is in a prompt. */
export interface ChangeLocation {
  /** The element that contains it; undefined if there is none. */
  readonly element: SharedElement | undefined;
  /** The path from that element, or else from the root. */
  readonly path: JsonPath;
}

/** A value that is different in B. */
export interface ValueSet extends ChangeLocation {
  readonly kind: 'set';
  readonly from: unknown;
  readonly to: unknown;
}

/** A member that only B has. */
export interface MemberAdded extends ChangeLocation {
  readonly kind: 'added';
  /** Its index among the members of its object in B. */
  readonly at: number;
  readonly value: unknown;
}

/** A member that only A has. */
export interface MemberRemoved extends ChangeLocation {
  readonly kind: 'removed';
  readonly value: unknown;
}

/** An object whose keys are in another order in B, not counting those that only one of them has. */
export interface KeysReordered extends ChangeLocation {
  readonly kind: 'keys';
  /** All keys in the order of B. */
  readonly keys: readonly string[];
}

/** A color palette, of the style or of an element, that is different in B. */
export interface PaletteChanged extends ChangeLocation {
  readonly kind: 'palette';
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** A box of an element that is different in B. */
export interface BoxChanged extends ChangeLocation {
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

/** An element that was moved within the list: its index changed by more than what was added or removed before it. */
export interface ElementReordered extends SharedElement {
  readonly kind: 'elementReordered';
  /** The index that it would have in B if it were still between the same elements; never its real one. */
  readonly expected: number;
}

/** One difference between a prompt A and a prompt B, as plain data. */
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
