import { getNodeValue, type Node } from 'jsonc-parser';
import type { JsonPath } from './path';
import {
  ART_STYLE_KEYS,
  COMPOSITION_KEYS,
  PHOTO_STYLE_KEYS,
  ROOT_KEYS,
  SCHEMA_KEY,
  TEXT_KEYS,
} from './shape';

export type { Node };

/** A member of an object in the text: `"name": value`. */
export interface Member {
  readonly name: string;
  /** The complete `"name": value`. */
  readonly property: Node;
  readonly key: Node;
  readonly value: Node;
}

const NONE: readonly Node[] = [];

/**
 * The keys of the format, each as one shared string: slicing a text creates a new string every time, and rules compare
 * names so often that this costs noticeable time.
 */
const KEYS: ReadonlyMap<string, string> = new Map(
  [SCHEMA_KEY, ...ROOT_KEYS, ...PHOTO_STYLE_KEYS, ...ART_STYLE_KEYS, ...COMPOSITION_KEYS, ...TEXT_KEYS].map(
    (key) => [key, key],
  ),
);

/** The members of an object in text order, repeated names included; empty for any other value. */
export function membersOf(node: Node | undefined): Member[] {
  const members: Member[] = [];
  if (node?.type !== 'object' || !node.children) return members;
  // By index, since destructuring would cost noticeable time here.
  for (const property of node.children) {
    const key = property.children?.[0];
    const value = property.children?.[1];
    if (!key || !value) continue;
    const name = KEYS.get(key.value as string) ?? (key.value as string);
    members.push({ name, property, key, value });
  }
  return members;
}

/** The items of an array; empty for any other value. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? NONE) : NONE;
}

/** The member with a name. If a name is repeated, the last one counts, as it does for the value. */
export function memberOf(members: readonly Member[], name: string): Member | undefined {
  // A plain loop: this runs for each element of a document on each change.
  for (let index = members.length - 1; index >= 0; index--) {
    const member = members[index];
    if (member?.name === name) return member;
  }
  return undefined;
}

/** The decoded characters of a string, or undefined for any other value. */
export function stringOf(node: Node | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** A number, or undefined for any other value. */
export function numberOf(node: Node | undefined): number | undefined {
  return node?.type === 'number' ? (node.value as number) : undefined;
}

/** The value at a path; undefined if there is none. If a name is repeated, the last one counts. */
export function nodeAt(root: Node | undefined, path: JsonPath): Node | undefined {
  return path.reduce<Node | undefined>((node, segment) => {
    if (typeof segment === 'number') return itemsOf(node)[segment];
    return memberOf(membersOf(node), segment)?.value;
  }, root);
}

/** The path of a node in its document. */
export function pathTo(node: Node): JsonPath {
  const path: (string | number)[] = [];
  for (let child = node, parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (parent.type === 'array') path.push(placeAmong(parent.children ?? NONE, child));
    else if (parent.type === 'property') path.push(parent.children?.[0]?.value as string);
  }
  return path.reverse();
}

/** The index of a node among the children of its parent, found by its position in the text; -1 if it is not one of them. */
export function placeAmong(children: readonly Node[], node: Node): number {
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.offset ?? Infinity) < node.offset) low = middle + 1;
    else high = middle;
  }
  return children[low] === node ? low : -1;
}

/** The value of a node. */
export function valueOf(node: Node): unknown {
  return getNodeValue(node) as unknown;
}
