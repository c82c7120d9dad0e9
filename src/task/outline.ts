import type { DocumentKind } from '../prompt/kind';
import { itemsOf, memberOf, membersOf, type Node, numberOf } from '../prompt/nodes';
import { type Branches, type OutlineItem, outlineMembers, outlinePrompt } from '../prompt/outline';
import { describeSize } from './sizes';
import { findSize } from './sizes';

const TASK: Branches = {
  settings: (settings) => outlineMembers(settings, { structuredPrompt: outlinePrompt }),
  safety: (safety) => outlineMembers(safety),
};

function taskItem(task: Node, index: number): OutlineItem {
  const members = membersOf(task);
  const sideOf = (name: string) => numberOf(memberOf(members, name)?.value) ?? NaN;
  const size = findSize(sideOf('width'), sideOf('height'));
  const name = `Task ${index + 1}`;
  return {
    name: size ? `${name}: ${describeSize(size)}` : name,
    detail: '',
    kind: 'task',
    span: { offset: task.offset, length: Math.max(0, task.length) },
    selection: { offset: task.offset, length: Math.min(1, Math.max(0, task.length)) },
    children: outlineMembers(task, TASK),
  };
}

/** The outline of a document: the keys of its prompt or task, or its tasks by their numbers and sizes. */
export function outlineOf(kind: DocumentKind, root: Node | undefined): OutlineItem[] {
  if (kind === 'prompt') return outlinePrompt(root);
  return root?.type === 'array' ? itemsOf(root).map(taskItem) : outlineMembers(root, TASK);
}
