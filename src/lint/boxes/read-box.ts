import { itemsOf, membersOf, type Node, numberOf, stringOf } from '../../prompt/nodes';

/** The edges of a box in order. */
export type Edges = readonly [number, number, number, number];
type Names = readonly [string, string, string, string];

/** Names that tools give to the edges, in the order of a box, in lower case and without punctuation. */
const EDGES: readonly Names[] = [
  ['ymin', 'xmin', 'ymax', 'xmax'],
  ['miny', 'minx', 'maxy', 'maxx'],
  ['top', 'left', 'bottom', 'right'],
  ['y1', 'x1', 'y2', 'x2'],
  ['y0', 'x0', 'y1', 'x1'],
  ['ystart', 'xstart', 'yend', 'xend'],
];

/** Names of a corner and a size, in the same form. */
const CORNER_AND_SIZE: readonly Names[] = ['height width', 'h w'].flatMap((size): Names[] => {
  const [height = '', width = ''] = size.split(' ');
  return [
    ['y', 'x', height, width],
    ['top', 'left', height, width],
    ['ymin', 'xmin', height, width],
  ];
});

/** Names of the center and a size, in the same form. */
const MIDDLE_AND_SIZE: readonly Names[] = [
  ['cy', 'cx', 'height', 'width'],
  ['cy', 'cx', 'h', 'w'],
  ['centery', 'centerx', 'height', 'width'],
  ['ycenter', 'xcenter', 'height', 'width'],
];

const NUMBER = String.raw`\s*(-?\d+(?:\.\d+)?)\s*`;
/** A longer string cannot be a box and need not be searched. */
const LONGEST = 100;
const WRITTEN = new RegExp(`^\\s*[\\[(]?${[NUMBER, NUMBER, NUMBER, NUMBER].join('[,\\s]')}[\\])]?\\s*$`);

/** A name without the characters that tools write differently. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A number, even in quotes. */
export function readNumber(node: Node): number | undefined {
  const written = stringOf(node)?.trim() ?? '';
  return numberOf(node) ?? (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(written) ? Number(written) : undefined);
}

/** A sum without the extra digits of binary arithmetic: 0.1 + 0.2 is 0.3. */
function sum(a: number, b: number): number {
  return Number((a + b).toPrecision(12));
}

function pick(values: ReadonlyMap<string, number>, names: Names): Edges | undefined {
  const [a, b, c, d] = names.map((name) => values.get(name));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [a, b, c, d];
}

/** A box given by named numbers, and those names. */
export interface NamedBox {
  readonly edges: Edges;
  readonly names: readonly string[];
}

/** The box that numbers with such names form, whatever other numbers there are. */
export function boxOfNames(values: ReadonlyMap<string, number>): NamedBox | undefined {
  for (const names of EDGES) {
    const edges = pick(values, names);
    if (edges) return { edges, names };
  }
  for (const names of CORNER_AND_SIZE) {
    const [y, x, height, width] = pick(values, names) ?? [];
    if (y === undefined || x === undefined || height === undefined || width === undefined) continue;
    return { edges: [y, x, sum(y, height), sum(x, width)], names };
  }
  for (const names of MIDDLE_AND_SIZE) {
    const [y, x, height, width] = pick(values, names) ?? [];
    if (y === undefined || x === undefined || height === undefined || width === undefined) continue;
    const edges: Edges = [sum(y, -height / 2), sum(x, -width / 2), sum(y, height / 2), sum(x, width / 2)];
    return { edges, names };
  }
  return undefined;
}

/** The numbers of an object by their plain names; undefined if it holds anything else. */
export function numbersOf(node: Node): ReadonlyMap<string, number> | undefined {
  const values = new Map<string, number>();
  for (const { name, value } of membersOf(node)) {
    const number = readNumber(value);
    if (number === undefined) return undefined;
    values.set(plainName(name), number);
  }
  return values;
}

function fromObject(node: Node): Edges | undefined {
  const values = numbersOf(node);
  return values?.size === 4 ? boxOfNames(values)?.edges : undefined;
}

/** Two corners, each with x first, as tools write points. */
function fromCorners(node: Node): Edges | undefined {
  const [[x1, y1, ...more] = [], [x2, y2, ...others] = [], ...rest] = itemsOf(node).map((item) =>
    itemsOf(item).map(readNumber),
  );
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  return more.length + others.length + rest.length === 0 ? [y1, x1, y2, x2] : undefined;
}

/** Reads what tools write for a box instead of an array of four numbers. */
export function readBox(node: Node): Edges | undefined {
  const written = stringOf(node);
  if (written === undefined) return fromObject(node) ?? fromCorners(node);
  const [a, b, c, d] = written.length > LONGEST ? [] : (WRITTEN.exec(written)?.slice(1, 5).map(Number) ?? []);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return [a, b, c, d].every(Number.isFinite) ? [a, b, c, d] : undefined;
}
