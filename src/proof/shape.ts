import type { Rect } from '../layout/rect';
import type { ProofNode } from './node';

type Attributes = Readonly<Record<string, string | number>>;

/** Hundredths of a pixel are finer than any eye, and keep files small and the same everywhere. */
function rounded(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ]),
  );
}

/** A node of the drawing with its numbers rounded. */
export function shape(tag: string, attributes: Attributes, ...children: (ProofNode | string)[]): ProofNode {
  return { tag, attributes: rounded(attributes), children };
}

/** A rectangle of the drawing. */
export function rectangle(rect: Rect, attributes: Attributes): ProofNode {
  return shape('rect', { x: rect.x, y: rect.y, width: rect.width, height: rect.height, ...attributes });
}
