import { tasksOf } from './build';
import { isJsonObject } from './types';

/**
 * Gives a fresh `taskUUID` to each task whose own was used before, here or earlier in the list, ignoring case: the service
 * accepts a UUID only once. All other tasks stay as they are. `newUUID` creates UUIDs that were never used.
 */
export function freshUUIDs<T extends { readonly taskUUID: string }>(
  tasks: readonly T[],
  used: Iterable<string>,
  newUUID: () => string,
): readonly T[] {
  const taken = new Set([...used].map((uuid) => uuid.toLowerCase()));
  return tasks.map((task) => {
    const fresh = taken.has(task.taskUUID.toLowerCase()) ? { ...task, taskUUID: newUUID() } : task;
    taken.add(fresh.taskUUID.toLowerCase());
    return fresh;
  });
}

/** Whether a task file has its own `taskUUID`: a copy of the file has the same one. */
export function bringsUUIDs(value: unknown): boolean {
  return tasksOf(value).some((task) => isJsonObject(task) && task['taskUUID'] !== undefined);
}
