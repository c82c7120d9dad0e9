import type { Rect } from '../layout/rect';

type Attributes = Readonly<Record<string, string | number>>;

/**
 * A drawing as data. The same tree becomes an SVG file (`toSvg`), or elements of a page that must not insert markup
 * from a string.
 */
export interface ProofNode {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly (ProofNode | string)[];
}

/** Rounds to hundredths of a pixel, finer than anyone can see: files stay small and are the same everywhere. */
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
