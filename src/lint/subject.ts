import type { DocumentKind } from '../prompt/kind';
import { type ForeignText, readForeign } from '../prompt/mend/mend';
import { itemsOf, type Member, memberOf, membersOf, type Node, numberOf, stringOf } from '../prompt/nodes';
import type { ParsedDocument } from '../prompt/parse';
import type { JsonPath } from '../prompt/path';
import { type Refusal, refusalsOf } from '../task/check';
import { findSize, DEFAULT_SIZE, type Size } from '../task/sizes';
import { FORMATS, type OutputFormat } from '../task/types';

/** What a prompt is generated with, as far as rules care. */
export interface Generation {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly format: OutputFormat;
}

/** An object of the text with its members. */
export interface ObjectSubject {
  readonly node: Node;
  readonly path: JsonPath;
  /** In the order of the text, repeated names included. */
  readonly members: readonly Member[];
}

/** An element of the composition: an object, whatever it holds. */
export interface ElementSubject extends ObjectSubject {
  /** Its place in `elements`. */
  readonly index: number;
  /** `type`, where it is `obj` or `text`. */
  readonly kind: 'obj' | 'text' | undefined;
  readonly bbox: Member | undefined;
  /** The four numbers of `bbox` as written, where it has four numbers. */
  readonly box: readonly [number, number, number, number] | undefined;
  /** The decoded `text` and `desc`, where they are strings. */
  readonly text: string | undefined;
  readonly desc: string | undefined;
}

/** A structured prompt in the text: that of a prompt file, or one of a task file. */
export interface PromptSubject {
  /** The task that holds it; undefined in a prompt file. */
  readonly task: ObjectSubject | undefined;
  /** Of any type: a prompt that is no object has no members. */
  readonly root: ObjectSubject;
  readonly style: ObjectSubject | undefined;
  readonly composition: ObjectSubject | undefined;
  /** Those that are objects. */
  readonly elements: readonly ElementSubject[];
  readonly generation: Generation;
  /** What was worked out once for all rules that need it; see `once`. */
  readonly known: Map<symbol, unknown>;
}

/**
 * A function that works something out once for each prompt. What it found lives in the prompt and goes with it: a WeakMap
 * would keep the trees of dead texts until the next full garbage collection, which costs more than the analysis.
 */
export function once<T>(work: (prompt: PromptSubject) => T): (prompt: PromptSubject) => T {
  const key = Symbol(work.name);
  return (prompt) => {
    if (!prompt.known.has(key)) prompt.known.set(key, work(prompt));
    return prompt.known.get(key) as T;
  };
}

/** What rules look at: a document without syntax errors, of a known kind. */
export interface Subject {
  readonly text: string;
  readonly kind: DocumentKind;
  readonly parsed: ParsedDocument;
  /** The tasks of a task file; none for a prompt file. */
  readonly tasks: readonly ObjectSubject[];
  readonly prompts: readonly PromptSubject[];
  /** Why the service would refuse the document; worked out when first asked for. */
  readonly refusals: readonly Refusal[];
  /** Where a text that does not parse comes from a chat or a program; worked out when first asked for. */
  readonly foreign: ForeignText | undefined;
}

function objectSubject(node: Node, path: JsonPath): ObjectSubject {
  return { node, path, members: membersOf(node) };
}

function memberObject(parent: ObjectSubject, name: string): ObjectSubject | undefined {
  const value = memberOf(parent.members, name)?.value;
  return value?.type === 'object' ? objectSubject(value, [...parent.path, name]) : undefined;
}

function boxOf(node: Node | undefined): ElementSubject['box'] {
  if (node?.type !== 'array' || node.children?.length !== 4) return undefined;
  const [a, b, c, d] = node.children.map(numberOf);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [a, b, c, d];
}

function elementSubject(node: Node, index: number, path: JsonPath): ElementSubject {
  const members = membersOf(node);
  const type = stringOf(memberOf(members, 'type')?.value);
  const bbox = memberOf(members, 'bbox');
  return {
    node,
    path,
    members,
    index,
    kind: type === 'obj' || type === 'text' ? type : undefined,
    bbox,
    box: boxOf(bbox?.value),
    text: stringOf(memberOf(members, 'text')?.value),
    desc: stringOf(memberOf(members, 'desc')?.value),
  };
}

function promptSubject(
  node: Node,
  path: JsonPath,
  generation: Generation,
  task?: ObjectSubject,
): PromptSubject {
  const root = objectSubject(node, path);
  const composition = memberObject(root, 'compositional_deconstruction');
  const list = composition && memberOf(composition.members, 'elements')?.value;
  const elements: ElementSubject[] = [];
  itemsOf(list).forEach((item, index) => {
    if (item.type !== 'object') return;
    elements.push(elementSubject(item, index, [...path, 'compositional_deconstruction', 'elements', index]));
  });
  return {
    task,
    root,
    style: memberObject(root, 'style_description'),
    composition,
    elements,
    generation,
    known: new Map(),
  };
}

/** The size and the format that a task asks for, the service's defaults where it does not say. */
function generationOf({ members }: ObjectSubject): Generation {
  const width = numberOf(memberOf(members, 'width')?.value) ?? NaN;
  const height = numberOf(memberOf(members, 'height')?.value) ?? NaN;
  const size: Size = findSize(width, height) ?? DEFAULT_SIZE;
  const written = stringOf(memberOf(members, 'outputFormat')?.value);
  const format = FORMATS.find((candidate) => candidate === written) ?? 'JPG';
  return { width: size.width, height: size.height, format };
}

function promptOf(task: ObjectSubject): PromptSubject[] {
  const settings = memberObject(task, 'settings');
  const prompt = settings && memberOf(settings.members, 'structuredPrompt')?.value;
  return prompt
    ? [promptSubject(prompt, [...settings.path, 'structuredPrompt'], generationOf(task), task)]
    : [];
}

function tasksOf(root: Node | undefined): ObjectSubject[] {
  if (root?.type === 'array') return itemsOf(root).map((item, index) => objectSubject(item, [index]));
  return root ? [objectSubject(root, [])] : [];
}

/** A class for the same reason as the parsed document is one: its getter must not keep the tree alive. */
class DocumentSubject implements Subject {
  readonly text: string;
  readonly kind: DocumentKind;
  readonly parsed: ParsedDocument;
  readonly tasks: readonly ObjectSubject[];
  readonly prompts: readonly PromptSubject[];
  private found: readonly Refusal[] | undefined;
  private read: { readonly foreign: ForeignText | undefined } | undefined;

  constructor(parsed: ParsedDocument, kind: DocumentKind, generation: Generation) {
    const { root, text } = parsed;
    this.text = text;
    this.kind = kind;
    this.parsed = parsed;
    this.tasks = kind === 'task' ? tasksOf(root) : [];
    this.prompts =
      kind === 'prompt' && root ? [promptSubject(root, [], generation)] : this.tasks.flatMap(promptOf);
  }

  get refusals(): readonly Refusal[] {
    this.found ??= refusalsOf(this.kind, this.parsed.root);
    return this.found;
  }

  get foreign(): ForeignText | undefined {
    const isBroken = this.parsed.syntaxProblems.length > 0;
    this.read ??= { foreign: isBroken ? readForeign(this.text) : undefined };
    return this.read.foreign;
  }
}

/** Looks through a document once, so that no rule needs to. `generation` is that of a prompt file. */
export function subjectOf(parsed: ParsedDocument, kind: DocumentKind, generation: Generation): Subject {
  return new DocumentSubject(parsed, kind, generation);
}
