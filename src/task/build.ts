import type { DocumentKind } from '../prompt/kind';
import { findSize, DEFAULT_SIZE, type Size } from './sizes';
import { estimate, sumMoney } from './prices';
import {
  FORMATS,
  type GenerationOptions,
  type ImageTask,
  isJsonObject,
  type JsonObject,
  MODEL,
  type Speed,
  SPEEDS,
} from './types';

/** `$schema` is a convention between a file and its editor: it never leaves the machine. */
function withoutSchema(value: JsonObject): JsonObject {
  const { $schema, ...rest } = value;
  return rest;
}

function promptTask(prompt: JsonObject, options: GenerationOptions, taskUUID: string): ImageTask {
  return {
    taskType: 'imageInference',
    taskUUID,
    model: MODEL,
    deliveryMethod: 'async',
    includeCost: true,
    numberResults: options.count,
    width: options.width,
    height: options.height,
    outputType: 'URL',
    outputFormat: options.format,
    settings: { renderingSpeed: options.speed, structuredPrompt: withoutSchema(prompt) },
  };
}

function fileTask(source: JsonObject, taskUUID: string): ImageTask {
  const task = withoutSchema(source);
  const settings = task['settings'];
  if (isJsonObject(settings) && isJsonObject(settings['structuredPrompt'])) {
    task['settings'] = { ...settings, structuredPrompt: withoutSchema(settings['structuredPrompt']) };
  }
  return {
    ...task,
    taskType: 'imageInference',
    taskUUID: typeof task['taskUUID'] === 'string' ? task['taskUUID'] : taskUUID,
    model: MODEL,
    // Results are always collected by polling, so that a lost connection loses nothing.
    deliveryMethod: 'async',
    includeCost: typeof task['includeCost'] === 'boolean' ? task['includeCost'] : true,
  };
}

/** The task objects of a task file's value: one, or each of an array. */
export function tasksOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/**
 * Builds what is sent for a document that passed the check. `newUUID` creates the `taskUUID` of tasks without one; the
 * options apply only to prompt files.
 */
export function buildTasks(
  kind: DocumentKind,
  value: unknown,
  options: GenerationOptions,
  newUUID: () => string,
): readonly ImageTask[] {
  if (kind === 'prompt') return isJsonObject(value) ? [promptTask(value, options, newUUID())] : [];
  return tasksOf(value)
    .filter(isJsonObject)
    .map((task) => fileTask(task, newUUID()));
}

/** What a task asks for, read from the task itself, with defaults filled in. */
export interface TaskSummary extends GenerationOptions {
  readonly size: Size;
  /** The expected price in US dollars. */
  readonly price: number;
}

function oneOf<T extends string>(values: readonly T[], value: unknown, fallback: T): T {
  return values.find((candidate) => candidate === value) ?? fallback;
}

/** Summarizes a task, valid or not: for values that cannot be read, the service's defaults are assumed. */
export function summarize(task: unknown): TaskSummary {
  const source = isJsonObject(task) ? task : {};
  const settings = isJsonObject(source['settings']) ? source['settings'] : {};
  const size = findSize(Number(source['width']), Number(source['height'])) ?? DEFAULT_SIZE;
  const speed: Speed = oneOf(SPEEDS, settings['renderingSpeed'], 'DEFAULT');
  const results = source['numberResults'];
  const count = typeof results === 'number' && Number.isInteger(results) && results > 0 ? results : 1;
  return {
    size,
    width: size.width,
    height: size.height,
    speed,
    count,
    format: oneOf(FORMATS, source['outputFormat'], 'JPG'),
    price: estimate(speed, count),
  };
}

/** The total expected cost of tasks, in US dollars. */
export function priceOf(tasks: readonly unknown[]): number {
  return sumMoney(tasks.map((task) => summarize(task).price));
}
