import { itemsOf, type Member, memberOf, membersOf, type Node, stringOf } from './nodes';
import type { TextSpan } from './parse';
import { KEY } from './shape';

/** A part of a document, under a name that people recognize. */
export interface OutlineItem {
  readonly name: string;
  /** What it holds, at a glance. */
  readonly detail: string;
  /** `obj` and `text` are elements; all others are members by the type of their value. */
  readonly kind: 'task' | 'obj' | 'text' | Node['type'];
  readonly span: TextSpan;
  /** The key or the type: where the part's name is written. */
  readonly selection: TextSpan;
  readonly children: readonly OutlineItem[];
}

/** The children of the members with these names; all other members are leaves. */
export type Branches = Readonly<Record<string, (value: Node) => readonly OutlineItem[]>>;

const LONGEST = 40;

/** The first words of a text, on one line. */
export function firstWords(text: string): string {
  const line = text
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  if (characters.length <= LONGEST) return line;
  const cut = characters.slice(0, LONGEST - 1).join('');
  // Cut between words if there are spaces; not every script uses them.
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut}…`;
}

function scalarOf(node: Node): string {
  return node.type === 'array' || node.type === 'object' ? '…' : String(node.value);
}

function detailOf(value: Node): string {
  if (value.type === 'object') return '';
  if (value.type !== 'array') return firstWords(scalarOf(value));
  const items = itemsOf(value);
  if (items.some(({ type }) => type === 'object')) return String(items.length);
  return firstWords(items.slice(0, LONGEST).map(scalarOf).join(', '));
}

/** Gives a node whose end the parser did not find a length of at least 0. */
function spanOf({ offset, length }: Node): TextSpan {
  return { offset, length: Math.max(0, length) };
}

function unite(outer: Node, inner: Node): TextSpan {
  const end = Math.max(outer.offset + outer.length, inner.offset + inner.length);
  return { offset: outer.offset, length: Math.max(0, end - outer.offset) };
}

function memberItem({ name, property, key, value }: Member, branches: Branches): OutlineItem {
  const branch = Object.hasOwn(branches, name) ? branches[name] : undefined;
  return {
    name: name === '' ? '""' : firstWords(name) || JSON.stringify(name),
    detail: detailOf(value),
    kind: value.type,
    span: unite(property, key),
    selection: spanOf(key),
    children: branch?.(value) ?? [],
  };
}

/** The members of an object; those with the given names include their children. */
export function outlineMembers(node: Node | undefined, branches: Branches = {}): OutlineItem[] {
  return membersOf(node).map((member) => memberItem(member, branches));
}

function elementItem(node: Node, index: number): OutlineItem {
  const members = membersOf(node);
  const type = memberOf(members, 'type')?.value;
  const kind = stringOf(type);
  const said = stringOf(memberOf(members, kind === 'text' ? 'text' : 'desc')?.value);
  const words = firstWords(said ?? '');
  const name = kind === undefined || kind === '' ? `element ${index + 1}` : firstWords(kind);
  return {
    name: words === '' ? name : `${name}: ${words}`,
    detail: '',
    kind: kind === 'text' ? 'text' : 'obj',
    span: spanOf(node),
    selection: type ? spanOf(type) : { offset: node.offset, length: Math.min(1, Math.max(0, node.length)) },
    children: outlineMembers(node),
  };
}

const PROMPT: Branches = {
  [KEY.style]: (style) => outlineMembers(style),
  [KEY.composition]: (composition) =>
    outlineMembers(composition, { [KEY.elements]: (list) => itemsOf(list).map(elementItem) }),
};

/** The outline of a structured prompt: its keys, and its elements labeled by their words. */
export function outlinePrompt(prompt: Node | undefined): OutlineItem[] {
  return outlineMembers(prompt, PROMPT);
}
