import { isJsonObject } from '../../prompt/json';
import type { JsonPath } from '../../prompt/path';
import { ELEMENTS_PATH, SCHEMA_KEY } from '../../prompt/shape';
import type { Change, ElementAdded, ElementRemoved, ElementReordered } from './change';
import { withoutSchema } from './locations';

type ListChange = ElementAdded | ElementRemoved | ElementReordered;
type MemberChange = Exclude<Change, ListChange>;
type Entry = readonly [name: string, value: unknown];

function isListChange(change: Change): change is ListChange {
  return ['elementAdded', 'elementRemoved', 'elementReordered'].includes(change.kind);
}

/** A copy of a value with a change at a path. Whatever the path does not lead through is shared with the value. */
function changedAt(value: unknown, path: JsonPath, change: (old: unknown) => unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === segment ? changedAt(item, rest, change) : item));
  }
  return withEntries(value, (entries) =>
    entries.map(([name, member]) => [name, name === segment ? changedAt(member, rest, change) : member]),
  );
}

function withEntries(value: unknown, change: (entries: Entry[]) => readonly Entry[]): unknown {
  return isJsonObject(value) ? Object.fromEntries(change(Object.entries(value))) : value;
}

function withMember(prompt: unknown, change: MemberChange): unknown {
  const { element, path } = change;
  const fullPath = element ? [...ELEMENTS_PATH, element.from, ...path] : path;
  const name = String(path.at(-1));
  switch (change.kind) {
    case 'set':
    case 'palette':
    case 'box':
      return changedAt(prompt, fullPath, () => change.to);
    case 'added':
      return changedAt(prompt, fullPath.slice(0, -1), (holder) =>
        withEntries(holder, (entries) => entries.toSpliced(change.at, 0, [name, change.value])),
      );
    case 'removed':
      return changedAt(prompt, fullPath.slice(0, -1), (holder) =>
        withEntries(holder, (entries) => entries.filter(([other]) => other !== name)),
      );
    case 'keys': {
      const positions = new Map(change.keys.map((key, index) => [key, index]));
      const positionOf = ([key]: Entry) => positions.get(key) ?? change.keys.length;
      return changedAt(prompt, fullPath, (object) =>
        withEntries(object, (entries) => entries.toSorted((a, b) => positionOf(a) - positionOf(b))),
      );
    }
  }
}

/** Puts elements at their new positions. Those that no change mentions keep their order and fill the remaining positions. */
function arranged(elements: readonly unknown[], changes: readonly ListChange[]): readonly unknown[] {
  const placed = new Map<number, unknown>();
  const gone = new Set<number>();
  for (const change of changes) {
    if (change.kind !== 'elementAdded') gone.add(change.from);
    if (change.kind === 'elementAdded') placed.set(change.to, change.value);
    if (change.kind === 'elementReordered') placed.set(change.to, elements[change.from]);
  }
  const rest = elements.filter((_, index) => !gone.has(index));
  const length = rest.length + placed.size;
  let next = 0;
  return Array.from({ length }, (_, to) => (placed.has(to) ? placed.get(to) : rest[next++]));
}

/**
 * Turns A into B with the changes that `comparePrompts` found: the same JSON value, keys in the same order. The `$schema` of A
 * stays, as the first key; that of B is not copied. A and B are not modified; the result shares parts with them.
 */
export function applyChanges(a: unknown, changes: readonly Change[]): unknown {
  if (changes.length === 0) return a;
  let prompt = withoutSchema(a);
  const members = changes.filter((change) => !isListChange(change));
  // Removals first: the position of an added member does not count removed ones. (JavaScript always lists numeric keys first.)
  const isRemoval = ({ kind }: Change) => kind === 'removed';
  for (const change of members.filter(isRemoval)) prompt = withMember(prompt, change);
  for (const change of members) if (!isRemoval(change)) prompt = withMember(prompt, change);
  const moves = changes.filter(isListChange);
  if (moves.length > 0) {
    prompt = changedAt(prompt, ELEMENTS_PATH, (list) => (Array.isArray(list) ? arranged(list, moves) : list));
  }
  if (!isJsonObject(a) || !Object.hasOwn(a, SCHEMA_KEY)) return prompt;
  return isJsonObject(prompt) ? { [SCHEMA_KEY]: a[SCHEMA_KEY], ...prompt } : prompt;
}
