import { h, type VNode } from 'preact';
import type { ProofNode } from '../../../proof/node';

/** Renders a proof's drawing as DOM elements, without ever inserting markup from a string. */
export function drawing({ tag, attributes, children }: ProofNode): VNode {
  return h(
    tag,
    attributes,
    children.map((child) => (typeof child === 'string' ? child : drawing(child))),
  );
}
