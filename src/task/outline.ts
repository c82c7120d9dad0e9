import type { LocatedDocument, LocatedTask } from '../prompt/located-document';
import { type Branches, type OutlineItem, outlineMembers, outlinePrompt } from '../prompt/outline';
import { describeSize, sizeOfTask } from './sizes';

const TASK: Branches = {
  settings: (settings) => outlineMembers(settings, { structuredPrompt: outlinePrompt }),
  safety: (safety) => outlineMembers(safety),
};

function taskItem(task: LocatedTask, index: number): OutlineItem {
  const { node } = task;
  const size = sizeOfTask(task);
  const name = `Task ${index + 1}`;
  return {
    name: size ? `${name}: ${describeSize(size)}` : name,
    detail: '',
    kind: 'task',
    span: { offset: node.offset, length: Math.max(0, node.length) },
    selection: { offset: node.offset, length: Math.min(1, Math.max(0, node.length)) },
    children: outlineMembers(node, TASK),
  };
}

/** The outline of a document: the keys of its prompt or task, or its tasks by their numbers and sizes. */
export function outlineOf({ kind, parsed, tasks }: LocatedDocument): OutlineItem[] {
  const { root } = parsed;
  if (kind === 'prompt') return outlinePrompt(root);
  return root?.type === 'array' ? tasks.map(taskItem) : outlineMembers(root, TASK);
}
