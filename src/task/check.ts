import type { ErrorObject } from 'ajv';
import taskSchema from '../../schemas/image-task.schema.json';
import type { LocatedDocument, LocatedPrompt, LocatedTask } from '../prompt/located-document';
import { type Member, memberOf, type Node, valueOf } from '../prompt/nodes';
import { type JsonPath, pointerToPath } from '../prompt/path';
import { KEY } from '../prompt/shape';
import { schemaMessage } from './schema-errors';
import type { JsonObject } from './types';
import { validateTask } from './validator';

/** A reason why the service would refuse a task. */
export interface Refusal {
  readonly rule: RefusalRule;
  readonly message: string;
  readonly path: JsonPath;
  /** Whether the problem is with the key or the value at the path. */
  readonly target: 'key' | 'value';
  /** The schema keyword that was violated, and what it required. */
  readonly keyword: string;
  readonly params: JsonObject;
}

export type RefusalRule =
  'composition-required' | 'prompt-exactly-one' | 'size-pair' | 'size-unsupported' | 'task-invalid';

/** Errors that only say that a condition or a choice around another error failed. */
const CARRIERS = ['if', 'anyOf', 'oneOf', 'allOf'];

function errorsOf(value: unknown): readonly ErrorObject[] {
  if (validateTask(value)) return [];
  return (validateTask.errors ?? []).filter((error) => !CARRIERS.includes(error.keyword));
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
  if (last === KEY.composition) return 'composition-required';
  if (last === 'structuredPrompt' && inSettings) return 'composition-required';
  const missing = String((error.params as JsonObject)['missingProperty']);
  if (missing.startsWith('positivePrompt')) return 'prompt-exactly-one';
  if (error.keyword === 'false schema') {
    if (last === 'positivePrompt') return 'prompt-exactly-one';
    if (last === 'width' || last === 'height') return 'size-pair';
  }
  return last === 'width' || last === 'height' ? 'size-unsupported' : 'task-invalid';
}

/** All that the service checks about a value in a prompt: its type. */
function shallow(node: Node): unknown {
  if (node.type === 'object') return {};
  return node.type === 'array' ? [] : valueOf(node);
}

/** All that the service checks about a prompt: that it and its composition are objects. */
function shallowPrompt({ root }: LocatedPrompt): unknown {
  if (root.node.type !== 'object') return shallow(root.node);
  const composition = memberOf(root.members, KEY.composition)?.value;
  return composition ? { [KEY.composition]: shallow(composition) } : {};
}

function objectOf(members: readonly Member[], read: (value: Node) => unknown): object {
  return Object.fromEntries(members.map(({ name, value }) => [name, read(value)]));
}

/** A task with its prompt made shallow: that is by far the largest part, and the service hardly looks at it. */
function shallowTask({ node, members, settings, prompt }: LocatedTask): unknown {
  if (node.type !== 'object') return valueOf(node);
  if (!settings || !prompt) return objectOf(members, valueOf);
  const readSetting = (value: Node) => (value === prompt.root.node ? shallowPrompt(prompt) : valueOf(value));
  return objectOf(members, (value) =>
    value === settings.node ? objectOf(settings.members, readSetting) : valueOf(value),
  );
}

function shallowDocument({ kind, parsed, tasks, prompts }: LocatedDocument): unknown {
  if (kind === 'task') {
    const values = tasks.map(shallowTask);
    return parsed.root?.type === 'array' ? values : values[0];
  }
  const [prompt] = prompts;
  return prompt && { settings: { structuredPrompt: shallowPrompt(prompt) } };
}

function refusalsIn(value: unknown): Refusal[] {
  return errorsOf(value).map((error): Refusal => {
    const { path, target } = pathOf(error, value);
    const message = schemaMessage(error, taskSchema);
    const params = error.params as JsonObject;
    return { rule: ruleOf(error, path), message, path, target, keyword: error.keyword, params };
  });
}

/** What is wrong with the tasks of an array. Each is checked alone, since ajv copies all errors again for each bad task. */
function refusalsInArray(tasks: readonly unknown[]): Refusal[] {
  if (tasks.length === 0) return refusalsIn(tasks);
  return tasks.flatMap((task, index) =>
    refusalsIn([task]).map((refusal) => ({ ...refusal, path: [index, ...refusal.path.slice(1)] })),
  );
}

/** All reasons why the service would refuse a document, each listed once. */
export function refusalsOf(document: LocatedDocument): Refusal[] {
  const value = shallowDocument(document);
  const all = Array.isArray(value) ? refusalsInArray(value) : refusalsIn(value);
  const found = document.kind === 'prompt' ? all.map((each) => ({ ...each, path: each.path.slice(2) })) : all;
  const key = ({ message, path }: Refusal) => JSON.stringify([message, path]);
  return [...new Map(found.map((refusal) => [key(refusal), refusal])).values()];
}
