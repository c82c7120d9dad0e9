import type { DocumentKind } from '../prompt/kind';
import { itemsOf, memberOf, membersOf, type Node } from '../prompt/nodes';

function promptOf(task: Node): Node[] {
  const settings = memberOf(membersOf(task), 'settings')?.value;
  const prompt = memberOf(membersOf(settings), 'structuredPrompt')?.value;
  return prompt ? [prompt] : [];
}

/** The structured prompts of a document, as far as they are there. */
export function promptsOf(kind: DocumentKind, root: Node | undefined): Node[] {
  if (!root) return [];
  if (kind === 'prompt') return [root];
  return root.type === 'array' ? itemsOf(root).flatMap(promptOf) : promptOf(root);
}
