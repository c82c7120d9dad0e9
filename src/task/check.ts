import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import taskSchema from '../../schemas/image-task.schema.json';
import type { DocumentKind } from '../prompt/kind';
import { itemsOf, memberOf, membersOf, type Node, valueOf } from '../prompt/nodes';
import { type JsonPath, pointerToPath } from '../prompt/path';
import { schemaMessage } from './schema-errors';
import type { JsonObject } from './types';

/** A reason why the service would refuse a task. */
export interface Refusal {
  readonly rule: RefusalRule;
  readonly message: string;
  readonly path: JsonPath;
  /** Whether the key or the value at the path is meant. */
  readonly target: 'key' | 'value';
  /** The keyword of the schema that was broken, and what it asked for. */
  readonly keyword: string;
  readonly params: JsonObject;
}

export type RefusalRule =
  'composition-required' | 'prompt-exactly-one' | 'size-pair' | 'size-unsupported' | 'task-invalid';

const PROMPT_SCHEMA = 'structured-prompt.schema.json';

/** Keywords of the schemas that only editors understand. */
const EDITOR_KEYWORDS = [
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'enumSortTexts',
  'defaultSnippets',
  'errorMessage',
  'patternErrorMessage',
  'suggestSortText',
  'doNotSuggest',
];

function newAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    formats: { 'color-hex': true },
  });
  ajv.addVocabulary(EDITOR_KEYWORDS);
  return ajv;
}

let validator: ValidateFunction | undefined;

/**
 * The task schema as the editor uses it, compiled at first use, with an empty prompt schema behind its reference, so that
 * what it reports is the service's rules alone: the trained shape is the linter's.
 */
function compiled(): ValidateFunction {
  validator ??= newAjv().addSchema({}, PROMPT_SCHEMA).compile(taskSchema);
  return validator;
}

/** Errors that only say that a condition or a choice around another error failed. */
const CARRIERS = ['if', 'anyOf', 'oneOf', 'allOf'];

function run(validate: ValidateFunction, value: unknown): readonly ErrorObject[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).filter((error) => !CARRIERS.includes(error.keyword));
}

function pathOf(error: ErrorObject, root: unknown): { path: JsonPath; target: 'key' | 'value' } {
  const path = pointerToPath(error.instancePath, root);
  const extra: unknown = (error.params as JsonObject)['additionalProperty'];
  if (error.keyword === 'additionalProperties') return { path: [...path, String(extra)], target: 'key' };
  return { path, target: error.keyword === 'required' || error.keyword === 'false schema' ? 'key' : 'value' };
}

function ruleOf(error: ErrorObject, path: JsonPath): RefusalRule {
  if (error.keyword === 'additionalProperties') return 'task-invalid';
  const last = path.at(-1);
  const inSettings = path.at(-2) === 'settings';
  if (last === 'compositional_deconstruction') return 'composition-required';
  if (last === 'structuredPrompt' && inSettings) return 'composition-required';
  const missing = String((error.params as JsonObject)['missingProperty']);
  if (missing.startsWith('positivePrompt')) return 'prompt-exactly-one';
  if (error.keyword === 'false schema') {
    if (last === 'positivePrompt') return 'prompt-exactly-one';
    if (last === 'width' || last === 'height') return 'size-pair';
  }
  return last === 'width' || last === 'height' ? 'size-unsupported' : 'task-invalid';
}

/** A prompt as far as the service looks into it: whether it is an object with a composition that is one. */
function shallowPrompt(node: Node): unknown {
  if (node.type !== 'object') return shallow(node);
  const composition = memberOf(membersOf(node), 'compositional_deconstruction')?.value;
  return composition ? { compositional_deconstruction: shallow(composition) } : {};
}

function shallow(node: Node): unknown {
  if (node.type === 'object') return {};
  return node.type === 'array' ? [] : valueOf(node);
}

function objectOf(node: Node, read: (name: string, value: Node) => unknown): unknown {
  if (node.type !== 'object') return valueOf(node);
  return Object.fromEntries(membersOf(node).map(({ name, value }) => [name, read(name, value)]));
}

/** A task with its prompts made shallow: they are by far the largest part, and the service hardly looks at them. */
function shallowTask(node: Node): unknown {
  return objectOf(node, (name, value) => {
    if (name !== 'settings') return valueOf(value);
    return objectOf(value, (key, setting) =>
      key === 'structuredPrompt' ? shallowPrompt(setting) : valueOf(setting),
    );
  });
}

function shallowDocument(kind: DocumentKind, root: Node | undefined): unknown {
  if (!root) return undefined;
  if (kind === 'prompt') return { settings: { structuredPrompt: shallowPrompt(root) } };
  return root.type === 'array' ? itemsOf(root).map(shallowTask) : shallowTask(root);
}

function refusalsIn(value: unknown): Refusal[] {
  return run(compiled(), value).map((error): Refusal => {
    const { path, target } = pathOf(error, value);
    const message = schemaMessage(error, taskSchema);
    const params = error.params as JsonObject;
    return { rule: ruleOf(error, path), message, path, target, keyword: error.keyword, params };
  });
}

/** What is wrong with the tasks of an array: each as one of one, since ajv copies all errors again for each task that has some. */
function refusalsInArray(tasks: readonly unknown[]): Refusal[] {
  if (tasks.length === 0) return refusalsIn(tasks);
  return tasks.flatMap((task, index) =>
    refusalsIn([task]).map((refusal) => ({ ...refusal, path: [index, ...refusal.path.slice(1)] })),
  );
}

/** Every reason why the service would refuse a document, each once. */
export function refusalsOf(kind: DocumentKind, root: Node | undefined): Refusal[] {
  const value = shallowDocument(kind, root);
  const all = Array.isArray(value) ? refusalsInArray(value) : refusalsIn(value);
  const found = kind === 'prompt' ? all.map((each) => ({ ...each, path: each.path.slice(2) })) : all;
  const key = ({ message, path }: Refusal) => JSON.stringify([message, path]);
  return [...new Map(found.map((refusal) => [key(refusal), refusal])).values()];
}
