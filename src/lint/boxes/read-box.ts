import { membersOf, type Node, numberOf, stringOf } from '../../prompt/nodes';

type Four = readonly [number, number, number, number];

/** Names that tools give to the edges, in the order of a box. */
const EDGES: readonly (readonly [string, string, string, string])[] = [
  ['y_min', 'x_min', 'y_max', 'x_max'],
  ['ymin', 'xmin', 'ymax', 'xmax'],
  ['top', 'left', 'bottom', 'right'],
  ['y1', 'x1', 'y2', 'x2'],
  ['y0', 'x0', 'y1', 'x1'],
];

/** Names of a corner and a size, likewise. */
const CORNER_AND_SIZE: readonly (readonly [string, string, string, string])[] = [
  ['y', 'x', 'height', 'width'],
  ['y', 'x', 'h', 'w'],
  ['top', 'left', 'height', 'width'],
];

const NUMBER = String.raw`\s*(-?\d+(?:\.\d+)?)\s*`;
/** A longer string is no box, and costs no search. */
const LONGEST = 100;
const WRITTEN = new RegExp(`^\\s*[\\[(]?${[NUMBER, NUMBER, NUMBER, NUMBER].join('[,\\s]')}[\\])]?\\s*$`);

/** The numbers with these names, where the object has all four and nothing else. */
function named(node: Node, names: readonly string[]): Four | undefined {
  const values = new Map(
    membersOf(node).map(({ name, value }) => [name.replace(/(?<=[xy])M/, 'm'), numberOf(value)]),
  );
  const [a, b, c, d] = names.map((name) => values.get(name));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  return values.size === 4 ? [a, b, c, d] : undefined;
}

/** A sum without the digits that binary arithmetic adds: 0.1 + 0.2 is 0.3. */
function sum(a: number, b: number): number {
  return Number((a + b).toPrecision(12));
}

function fromObject(node: Node): Four | undefined {
  for (const names of EDGES) {
    const box = named(node, names);
    if (box) return box;
  }
  for (const names of CORNER_AND_SIZE) {
    const box = named(node, names);
    if (box) return [box[0], box[1], sum(box[0], box[2]), sum(box[1], box[3])];
  }
  return undefined;
}

/** Reads what tools write for a box instead of an array, as the text of that array. */
export function readBox(node: Node): string | undefined {
  const written = stringOf(node);
  if (written !== undefined && written.length > LONGEST) return undefined;
  const numbers = written === undefined ? fromObject(node) : WRITTEN.exec(written)?.slice(1, 5).map(Number);
  return numbers?.every(Number.isFinite) ? `[${numbers.join(', ')}]` : undefined;
}
