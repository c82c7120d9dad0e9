import { KEY } from './shape';
/**
 * A prompt file holds the value of `settings.structuredPrompt`; a task file holds one complete task, or an array of
 * them.
 */
export type DocumentKind = 'prompt' | 'task';

const PROMPT_NAME = /\.(structured-prompt|structuredPrompt)\.json$/;
const TASK_ENDING = '.image-task.json';

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

/** The kind that a file's name alone indicates, or undefined. */
export function kindOfName(fileName: string): DocumentKind | undefined {
  if (PROMPT_NAME.test(fileName)) return 'prompt';
  return fileName.endsWith(TASK_ENDING) ? 'task' : undefined;
}

/**
 * The kind of a document by its name, otherwise by what its root holds; undefined for any other JSON. The value is only
 * read if the name does not tell.
 */
export function kindOf(fileName: string, document: { readonly value: unknown }): DocumentKind | undefined {
  const named = kindOfName(fileName);
  if (named) return named;
  const { value } = document;
  if (has(value, KEY.composition)) return 'prompt';
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return has(first, 'taskType') && (first as { taskType: unknown }).taskType === 'imageInference'
    ? 'task'
    : undefined;
}

/** `posters/travel.structured-prompt.json` -> `travel`: the name people know the document by. */
export function displayName(fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  return (
    base
      .replace(PROMPT_NAME, '')
      .replace(TASK_ENDING, '')
      .replace(/\.jsonc?$/, '') || base
  );
}
