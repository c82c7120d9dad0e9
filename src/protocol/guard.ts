/** Guards that are tied to their types: if a member is renamed, added or gets another type, they do not compile. */
import { isJsonObject, type JsonObject } from '../task/types';

/** Narrows to exactly `T`: a guard for a wider or narrower type is not assignable. */
export interface Guard<T> {
  (value: unknown): value is T;
  /** Never set. Without it, the compiler would accept a guard for a narrower type. */
  readonly narrowsTo?: (value: T) => void;
}

/** One guard for each member of an object. */
export type MemberGuards<T> = { readonly [Name in keyof T]-?: Guard<T[Name]> };

/** For each object of a union, by its tag: one guard for each other member. */
export type UnionGuards<Union extends Readonly<Record<Tag, string>>, Tag extends string> = {
  readonly [Name in Union[Tag]]: MemberGuards<Omit<Extract<Union, Readonly<Record<Tag, Name>>>, Tag>>;
};

/** Whether an object has exactly the members in `guards` (and `tag`), and each passes its guard. */
function hasExactly(value: JsonObject, guards: object, tag?: string): boolean {
  const tests = new Map<string, (value: unknown) => boolean>(Object.entries(guards));
  const names = Object.keys(value).filter((name) => name !== tag);
  return names.length === tests.size && names.every((name) => tests.get(name)?.(value[name]) === true);
}

/** A guard for objects with exactly these members. */
export function objectOf<T>(guards: MemberGuards<T>): Guard<T> {
  return (value): value is T => isJsonObject(value) && hasExactly(value, guards);
}

/** A guard for a union of objects: the tag is known, no member is missing or extra, and each passes its guard. */
export function unionOf<Union extends Readonly<Record<Tag, string>>, Tag extends string>(
  tag: Tag,
  guards: UnionGuards<Union, Tag>,
): Guard<Union> {
  const byTag = new Map<unknown, object>(Object.entries(guards));
  return (value): value is Union => {
    if (!isJsonObject(value)) return false;
    const members = byTag.get(value[tag]);
    return members !== undefined && hasExactly(value, members, tag);
  };
}

/** A guard for one of several values. */
export function oneOf<const T>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((one) => one === value);
}

/** A guard that also accepts null. */
export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

/** A guard for lists with at least one item and at most `limit` items. */
export function listOf<T>(isItem: Guard<T>, limit: number): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length > 0 && value.length <= limit && value.every(isItem);
}

export const isText: Guard<string> = (value) => typeof value === 'string';

export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';

/** An index in a list, a version or a serial number. */
export const isIndex: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
