import type { DocumentKind } from './kind';
import { itemsOf, type Member, memberOf, membersOf, type Node, numberOf, stringOf } from './nodes';
import type { ParsedDocument } from './parse';
import { isSamePath, type JsonPath } from './path';
import { KEY, PROMPT_IN_TASK } from './shape';

/** A value of the text with its path and, if it is an object, its members. */
export interface LocatedObject {
  readonly node: Node;
  readonly path: JsonPath;
  /** In the order of the text, repeated names included; empty if the value is not an object. */
  readonly members: readonly Member[];
}

/** An element of the composition: an object, whatever it contains. */
export interface LocatedElement extends LocatedObject {
  /** Its index in `elements`, which also counts items that are not objects. */
  readonly index: number;
  /** Its `type` if that is `obj` or `text`. */
  readonly kind: 'obj' | 'text' | undefined;
  readonly bbox: Member | undefined;
  /** The four numbers of `bbox` as written; undefined if it is anything other than four numbers. */
  readonly box: readonly [number, number, number, number] | undefined;
  /** The decoded `text` and `desc`; undefined if they are not strings. */
  readonly text: string | undefined;
  readonly desc: string | undefined;
}

/** A structured prompt in the text. */
export interface LocatedPrompt {
  /** Of any type, although only an object has members. */
  readonly root: LocatedObject;
  /** Only if it is an object; the same goes for the composition. */
  readonly style: LocatedObject | undefined;
  readonly composition: LocatedObject | undefined;
  /** All items of `elements`, of any type. */
  readonly items: readonly Node[];
  /** The items that are objects. */
  readonly elements: readonly LocatedElement[];
}

/** A task in the text. */
export interface LocatedTask extends LocatedObject {
  /** Only if they are an object. */
  readonly settings: LocatedObject | undefined;
  /** The value of `settings.structuredPrompt`, of any type. */
  readonly prompt: LocatedPrompt | undefined;
}

/** A document and the positions of the format's parts in it. Parts that are missing or have the wrong type are left out. */
export interface LocatedDocument {
  readonly parsed: ParsedDocument;
  readonly kind: DocumentKind;
  /** The tasks of a task file, of any type; none for a prompt file. */
  readonly tasks: readonly LocatedTask[];
  /** The prompt of a prompt file, or one for each task that has one. */
  readonly prompts: readonly LocatedPrompt[];
}

function locatedObject(node: Node, path: JsonPath): LocatedObject {
  return { node, path, members: membersOf(node) };
}

function memberObject(parent: LocatedObject, name: string): LocatedObject | undefined {
  const value = memberOf(parent.members, name)?.value;
  return value?.type === 'object' ? locatedObject(value, [...parent.path, name]) : undefined;
}

function boxOf(node: Node | undefined): LocatedElement['box'] {
  if (node?.type !== 'array' || node.children?.length !== 4) return undefined;
  const [a, b, c, d] = node.children.map(numberOf);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [a, b, c, d];
}

function locatedElement(node: Node, index: number, path: JsonPath): LocatedElement {
  const members = membersOf(node);
  const type = stringOf(memberOf(members, KEY.type)?.value);
  const bbox = memberOf(members, KEY.bbox);
  return {
    node,
    path,
    members,
    index,
    kind: type === 'obj' || type === 'text' ? type : undefined,
    bbox,
    box: boxOf(bbox?.value),
    text: stringOf(memberOf(members, KEY.text)?.value),
    desc: stringOf(memberOf(members, KEY.desc)?.value),
  };
}

function elementsAmong(items: readonly Node[], list: JsonPath): readonly LocatedElement[] {
  const elements: LocatedElement[] = [];
  items.forEach((item, index) => {
    if (item.type === 'object') elements.push(locatedElement(item, index, [...list, index]));
  });
  return elements;
}

/**
 * Locates its elements when they are first requested. A class for the same reason as the parsed document: its getter
 * must not keep the tree alive.
 */
class Prompt implements LocatedPrompt {
  readonly root: LocatedObject;
  readonly style: LocatedObject | undefined;
  readonly composition: LocatedObject | undefined;
  readonly items: readonly Node[];
  private located: readonly LocatedElement[] | undefined;

  constructor(node: Node, path: JsonPath) {
    this.root = locatedObject(node, path);
    this.style = memberObject(this.root, KEY.style);
    this.composition = memberObject(this.root, KEY.composition);
    this.items = itemsOf(memberOf(this.composition?.members ?? [], KEY.elements)?.value);
  }

  get elements(): readonly LocatedElement[] {
    this.located ??= elementsAmong(this.items, [...(this.composition?.path ?? []), KEY.elements]);
    return this.located;
  }
}

function locatedTask(node: Node, path: JsonPath): LocatedTask {
  const [settingsKey, promptKey] = PROMPT_IN_TASK;
  const task = locatedObject(node, path);
  const settings = memberObject(task, settingsKey);
  const value = settings && memberOf(settings.members, promptKey)?.value;
  return { ...task, settings, prompt: value && new Prompt(value, [...settings.path, promptKey]) };
}

function tasksIn(root: Node | undefined): readonly LocatedTask[] {
  if (root?.type === 'array') return itemsOf(root).map((item, index) => locatedTask(item, [index]));
  return root ? [locatedTask(root, [])] : [];
}

/** Finds the tasks, prompts and elements of a document once, so that no other code has to search for them. Never throws. */
export function locate(parsed: ParsedDocument, kind: DocumentKind): LocatedDocument {
  const { root } = parsed;
  if (kind === 'prompt') return { parsed, kind, tasks: [], prompts: root ? [new Prompt(root, [])] : [] };
  const tasks = tasksIn(root);
  return { parsed, kind, tasks, prompts: tasks.flatMap(({ prompt }) => prompt ?? []) };
}

/**
 * The paths of a document's structured prompts: one for each task of a task file, whether or not it has a prompt. There
 * is always at least one: for a file without tasks it is the root.
 */
export function promptPaths({ tasks }: LocatedDocument): readonly [JsonPath, ...JsonPath[]] {
  const [first = [], ...others] = tasks.map(({ path }) => [...path, ...PROMPT_IN_TASK]);
  return [first, ...others];
}

/** The prompt of a prompt file, or of one task of a task file, counted from 0; undefined if there is none. */
export function promptOfTask(
  { kind, tasks, prompts }: LocatedDocument,
  task: number,
): LocatedPrompt | undefined {
  return kind === 'prompt' ? prompts[0] : tasks[task]?.prompt;
}

/** The prompt at a path; undefined if there is none. */
export function promptAt({ prompts }: LocatedDocument, path: JsonPath): LocatedPrompt | undefined {
  return prompts.find(({ root }) => isSamePath(root.path, path));
}
