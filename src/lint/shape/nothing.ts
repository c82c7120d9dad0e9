import { itemsOf, membersOf, type Node } from '../../prompt/nodes';

/** Whether a value means that there is nothing: `null`, or `false` where a boolean is not expected. */
export function saysNothing({ type, value }: Node): boolean {
  return type === 'null' || (type === 'boolean' && value === false);
}

/** Whether a value means nothing, or is empty. */
export function isEmpty(node: Node): boolean {
  return (
    saysNothing(node) ||
    (node.type === 'string' && node.value === '') ||
    (node.type === 'array' && itemsOf(node).length === 0) ||
    (node.type === 'object' && membersOf(node).length === 0)
  );
}

const NOTHING = /^\s*(?:none|null|nil|n\/?a|undefined|false|no|no text|-+|[–—])?\s*$/i;

/** Whether a text may mean that there is nothing, such as `none` or `n/a`. */
export function mayMeanNothing(words: string): boolean {
  return NOTHING.test(words.slice(0, 40)) && words.length <= 40;
}
