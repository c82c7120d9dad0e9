import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import promptSchema from '../../schemas/structured-prompt.schema.json';
import taskSchema from '../../schemas/image-task.schema.json';
import type { DocumentKind } from '../prompt/kind';
import { type JsonPath, pointerToPath } from '../prompt/path';
import { tasksOf } from './build';
import { messageOf } from './schema-errors';
import { isJsonObject, type JsonObject } from './types';

/** Something that is wrong with a document's value. */
export interface CheckProblem {
  readonly rule: string;
  /** An `error` is refused by the service; a `warning` is outside the shape the model was trained on. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly path: JsonPath;
  /** Whether the key or the value at the path is meant. */
  readonly target: 'key' | 'value';
}

interface Validators {
  readonly task: ValidateFunction;
  readonly prompt: ValidateFunction;
}

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

let validators: Validators | undefined;

/**
 * The same files that the editor uses, compiled at first use. The task schema is compiled with an empty prompt schema
 * behind its reference, so that what it reports is the service's rules alone; the trained shape is checked apart.
 */
function compiled(): Validators {
  validators ??= {
    task: newAjv().addSchema({}, PROMPT_SCHEMA).compile(taskSchema),
    prompt: newAjv().compile(promptSchema),
  };
  return validators;
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

function taskRule(error: ErrorObject, path: JsonPath): string {
  const last = path.at(-1);
  const inSettings = path.at(-2) === 'settings';
  if (last === 'compositional_deconstruction') return 'composition-required';
  if (last === 'structuredPrompt' && inSettings && error.keyword !== 'additionalProperties') {
    return 'composition-required';
  }
  const missing = String((error.params as JsonObject)['missingProperty']);
  if (missing.startsWith('positivePrompt')) return 'prompt-exactly-one';
  if (error.keyword === 'false schema') {
    if (last === 'positivePrompt') return 'prompt-exactly-one';
    if (last === 'width' || last === 'height') return 'size-pair';
  }
  return last === 'width' || last === 'height' ? 'size-unsupported' : 'task-invalid';
}

const PROMPT_RULES: Readonly<Record<string, string>> = {
  required: 'missing-key',
  additionalProperties: 'unknown-key',
  'false schema': 'unknown-key',
  type: 'wrong-type',
};

function checkTask(value: unknown): CheckProblem[] {
  return run(compiled().task, value).map((error) => {
    const place = pathOf(error, value);
    return {
      rule: taskRule(error, place.path),
      severity: 'error',
      message: messageOf(error, taskSchema),
      ...place,
    };
  });
}

function checkTrainedShape(prompt: unknown, prefix: JsonPath): CheckProblem[] {
  if (!isJsonObject(prompt)) return [];
  return run(compiled().prompt, prompt).map((error) => {
    const { path, target } = pathOf(error, prompt);
    return {
      rule: PROMPT_RULES[error.keyword] ?? 'value-invalid',
      severity: 'warning',
      message: messageOf(error, promptSchema),
      path: [...prefix, ...path],
      target,
    };
  });
}

/** A prompt's own part of the path of a problem in the task that was wrapped around it. */
function unwrap(problem: CheckProblem): CheckProblem {
  return { ...problem, path: problem.path.slice(2) };
}

function isSame(a: CheckProblem, b: CheckProblem): boolean {
  return a.message === b.message && a.path.join('/') === b.path.join('/');
}

/** Joins both levels; what the service refuses is not reported a second time as unusual. */
function join(errors: readonly CheckProblem[], warnings: readonly CheckProblem[]): CheckProblem[] {
  const composition = errors.some((error) => error.rule === 'composition-required');
  const others = warnings.filter(
    (warning) =>
      !(
        composition && /"compositional_deconstruction"|^compositional_deconstruction is/.test(warning.message)
      ),
  );
  return [...errors, ...others].filter(
    (problem, index, all) => all.findIndex((other) => isSame(other, problem)) === index,
  );
}

/** Checks a document's value against the schemas: every problem, errors first. */
export function checkDocument(kind: DocumentKind, value: unknown): CheckProblem[] {
  if (kind === 'prompt') {
    const errors = checkTask({ settings: { structuredPrompt: value } }).map(unwrap);
    return join(errors, checkTrainedShape(value, []));
  }
  const warnings = tasksOf(value).flatMap((task, index) => {
    const settings = isJsonObject(task) ? task['settings'] : undefined;
    const prompt = isJsonObject(settings) ? settings['structuredPrompt'] : undefined;
    const prefix = Array.isArray(value)
      ? [index, 'settings', 'structuredPrompt']
      : ['settings', 'structuredPrompt'];
    return checkTrainedShape(prompt, prefix);
  });
  return join(checkTask(value), warnings);
}
