import { randomUUID } from 'node:crypto';
import { buildTasks } from '../../src/task/build';
import { DEFAULT_OPTIONS, type ImageTask } from '../../src/task/types';

export const PROMPT_TEXT = JSON.stringify({
  high_level_description: 'A card that says hello.',
  compositional_deconstruction: {
    background: 'Plain cream paper',
    elements: [{ type: 'text', bbox: [300, 100, 700, 900], text: 'HELLO', desc: 'Bold sans-serif capitals' }],
  },
});

/** Creates tasks of one image each, with new UUIDs. */
export function makeTasks(count: number): ImageTask[] {
  const prompt: unknown = JSON.parse(PROMPT_TEXT);
  return Array.from({ length: count }, () =>
    buildTasks('prompt', prompt, DEFAULT_OPTIONS, randomUUID),
  ).flat();
}

/** Calls `work` for each item, so many at once. */
export async function inParallel<T>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
}
