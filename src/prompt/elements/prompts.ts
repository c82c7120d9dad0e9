import type { DocumentKind } from '../kind';
import { itemsOf, type Node, nodeAt } from '../nodes';
import type { ParsedDocument } from '../parse';
import type { JsonPath } from '../path';

const IN_TASK = ['settings', 'structuredPrompt'] as const;

/** Where the structured prompts of a document are: one for each task of a task file, whether or not it is there. */
export function promptPaths({ root }: ParsedDocument, kind: DocumentKind): readonly JsonPath[] {
  if (kind === 'prompt') return [[]];
  if (root?.type === 'array') return itemsOf(root).map((_, index) => [index, ...IN_TASK]);
  return root ? [IN_TASK] : [];
}

/** The items of a prompt's `compositional_deconstruction.elements`; none where that is no array. */
export function elementsOf({ root }: ParsedDocument, prompt: JsonPath): readonly Node[] {
  return itemsOf(nodeAt(root, [...prompt, 'compositional_deconstruction', 'elements']));
}
