import { tasksOf } from '../task/build';
import { isJsonObject, type JsonObject } from '../task/types';

/** A task that has a structured prompt. */
export interface StructuredTask {
  readonly task: JsonObject;
  readonly prompt: unknown;
}

/** The tasks of a task file's value that have a structured prompt: those with a sentence only are left out. */
export function structuredTasks(value: unknown): readonly StructuredTask[] {
  return tasksOf(value).flatMap((task) => {
    if (!isJsonObject(task) || !isJsonObject(task['settings'])) return [];
    const { settings } = task;
    return 'structuredPrompt' in settings ? [{ task, prompt: settings['structuredPrompt'] }] : [];
  });
}
