/**
 * A drawing as data: the same tree becomes an SVG file (`toSvg`), or elements of a page where no markup from a string
 * may be inserted.
 */
export interface ProofNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (ProofNode | string)[];
}
