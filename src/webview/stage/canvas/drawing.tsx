import { h, type VNode } from 'preact';
import type { ProofNode } from '../../../proof/node';

/** A drawing of the proof as elements of the page: no markup is ever made from a string. */
export function drawing({ tag, attributes, children }: ProofNode): VNode {
  return h(
    tag,
    attributes,
    children.map((child) => (typeof child === 'string' ? child : drawing(child))),
  );
}
