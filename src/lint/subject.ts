import type { DocumentKind } from '../prompt/kind';
import type { LocatedDocument, LocatedObject, LocatedPrompt, LocatedTask } from '../prompt/located-document';
import { type ForeignText, readForeign } from '../prompt/mend/mend';
import { memberOf, stringOf } from '../prompt/nodes';
import type { ParsedDocument } from '../prompt/parse';
import { type Refusal, refusalsOf } from '../task/check';
import { DEFAULT_SIZE, sizeOfTask } from '../task/sizes';
import { FORMATS, type OutputFormat } from '../task/types';

/** The settings that a prompt is generated with, as far as rules need them. */
export interface Generation {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly format: OutputFormat;
}

/** A structured prompt together with the settings it is generated with. */
export interface PromptSubject extends LocatedPrompt {
  /** The task that holds it; undefined in a prompt file. */
  readonly task: LocatedTask | undefined;
  readonly generation: Generation;
  /** Results computed once for all rules that need them; see `once`. */
  readonly known: Map<symbol, unknown>;
}

/**
 * A function that computes something once per prompt. The result is stored in the prompt and freed with it: a WeakMap
 * would keep the trees of old texts alive until the next full garbage collection, which costs more than the analysis.
 */
export function once<T>(work: (prompt: PromptSubject) => T): (prompt: PromptSubject) => T {
  const key = Symbol(work.name);
  return (prompt) => {
    if (!prompt.known.has(key)) prompt.known.set(key, work(prompt));
    return prompt.known.get(key) as T;
  };
}

/** What rules check: a located document plus whatever else they need. */
export interface Subject {
  readonly text: string;
  readonly kind: DocumentKind;
  readonly parsed: ParsedDocument;
  /** The tasks of a task file; none for a prompt file. */
  readonly tasks: readonly LocatedTask[];
  readonly prompts: readonly PromptSubject[];
  /** Why the service would refuse the document; computed when first requested. */
  readonly refusals: readonly Refusal[];
  /** Where a text that does not parse shows that it comes from a chat or a program; computed when first requested. */
  readonly foreign: ForeignText | undefined;
}

function promptSubject(prompt: LocatedPrompt, generation: Generation, task?: LocatedTask): PromptSubject {
  const { root, style, composition, items, elements } = prompt;
  return { task, root, style, composition, items, elements, generation, known: new Map() };
}

/** The size and format that a task asks for, or else the service's defaults. */
function generationOf(task: LocatedObject): Generation {
  const { width, height } = sizeOfTask(task) ?? DEFAULT_SIZE;
  const written = stringOf(memberOf(task.members, 'outputFormat')?.value);
  const format = FORMATS.find((candidate) => candidate === written) ?? 'JPG';
  return { width, height, format };
}

function promptSubjects(
  { kind, tasks, prompts }: LocatedDocument,
  generation: Generation,
): readonly PromptSubject[] {
  if (kind === 'prompt') return prompts.map((prompt) => promptSubject(prompt, generation));
  return tasks.flatMap((task) => (task.prompt ? [promptSubject(task.prompt, generationOf(task), task)] : []));
}

/** A class for the same reason as the parsed document: its getter must not keep the tree alive. */
class DocumentSubject implements Subject {
  readonly text: string;
  readonly kind: DocumentKind;
  readonly parsed: ParsedDocument;
  readonly tasks: readonly LocatedTask[];
  readonly prompts: readonly PromptSubject[];
  private readonly document: LocatedDocument;
  private found: readonly Refusal[] | undefined;
  private read: { readonly foreign: ForeignText | undefined } | undefined;

  constructor(document: LocatedDocument, generation: Generation) {
    this.document = document;
    this.text = document.parsed.text;
    this.kind = document.kind;
    this.parsed = document.parsed;
    this.tasks = document.tasks;
    this.prompts = promptSubjects(document, generation);
  }

  get refusals(): readonly Refusal[] {
    this.found ??= refusalsOf(this.document);
    return this.found;
  }

  get foreign(): ForeignText | undefined {
    const isBroken = this.parsed.syntaxProblems.length > 0;
    this.read ??= { foreign: isBroken ? readForeign(this.text) : undefined };
    return this.read.foreign;
  }
}

/** A document as rules see it. `generation` applies to a prompt file: a task has its own settings. */
export function subjectOf(document: LocatedDocument, generation: Generation): Subject {
  return new DocumentSubject(document, generation);
}
