import type { LocatedElement } from '../../prompt/located-document';
import { itemsOf, type Member, type Node } from '../../prompt/nodes';
import { TEXT_KEYS } from '../../prompt/shape';
import { byName } from '../shape/parts';
import { renamable } from '../shape/synonyms';
import { once, type PromptSubject } from '../subject';
import { boxScale, isInFractions } from './box-scale';
import { type Frame, framesFor, scaled, UNIT, unitOf } from './frames';
import { toGrid } from './grid-value';
import { boxOfNames, type Edges, numbersOf, plainName, readBox, readNumber } from './read-box';

/** A box that an element has under keys other than `bbox`. */
export interface LostBox {
  readonly members: readonly Member[];
  /** The boxes it may mean, the likelier one first. */
  readonly boxes: readonly Edges[];
}

const KNOWN: ReadonlySet<string> = new Set(TEXT_KEYS);
/** Names of keys whose four numbers can only be a box. */
const BOX_NAME =
  /^(?:b?box|bounding(?:box|rect)|bounds?|coords?|coordinates?|pos(?:ition)?|loc(?:ation)?|region|rect(?:angle)?|area|frame|placement|geometry|layout)(?:2d)?$/;

/** Four numbers in either order: nothing tells whether a tool writes x first. */
function orders({ value }: Member): readonly Edges[] {
  const [a, b, c, d, ...more] = itemsOf(value).map(readNumber);
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0) return [];
  return [
    [a, b, c, d],
    [b, a, d, c],
  ];
}

/** A box in the value of one member. */
function inOne(member: Member, members: ReadonlyMap<string, Member>): LostBox | undefined {
  const isObject = member.value.type === 'object';
  if (!isObject && !BOX_NAME.test(plainName(member.name))) return undefined;
  // A rename is enough for it.
  if (renamable('element', member, members) === 'bbox') return undefined;
  const box = readBox(member.value);
  const boxes = box ? [box] : orders(member);
  return boxes.length > 0 ? { members: [member], boxes } : undefined;
}

/** A box whose numbers are members of the element, or of objects such as `position` and `size`. */
function inSeveral(strays: readonly Member[]): LostBox | undefined {
  const holders = new Map<string, Member>();
  const values = new Map<string, number>();
  for (const member of strays) {
    const number = readNumber(member.value);
    const numbers =
      number === undefined ? numbersOf(member.value) : [[plainName(member.name), number] as const];
    for (const [name, value] of numbers ?? []) {
      if (values.has(name)) continue;
      values.set(name, value);
      holders.set(name, member);
    }
  }
  const found = boxOfNames(values);
  if (!found) return undefined;
  const members = strays.filter((member) => found.names.some((name) => holders.get(name) === member));
  // Whatever else an object holds would be lost with it.
  const isWhole = [...holders].every(([name, holder]) => {
    return found.names.includes(name) || !members.includes(holder);
  });
  return isWhole ? { members, boxes: [found.edges] } : undefined;
}

function find({ members }: LocatedElement): LostBox | undefined {
  if (members.every(({ name }) => KNOWN.has(name))) return undefined;
  const named = byName(members);
  const strays = [...named.values()].filter(({ name }) => !KNOWN.has(name));
  for (const stray of strays) {
    const found = inOne(stray, named);
    if (found) return found;
  }
  return inSeveral(strays);
}

/** The boxes of a prompt's elements that are under other keys, by the elements' nodes. */
export const lostBoxes = once((prompt): ReadonlyMap<Node, LostBox> => {
  const found = new Map<Node, LostBox>();
  for (const element of prompt.elements) {
    const lost = find(element);
    if (lost) found.set(element.node, lost);
  }
  return found;
});

/** The frames that the boxes of a prompt may be drawn in instead of the grid, judged by all readable boxes together. */
const frames = once((prompt): readonly Frame[] => {
  const lost = lostBoxes(prompt);
  const elements = prompt.elements.map((element): LocatedElement => {
    if (element.box) return element;
    const box = (element.bbox && readBox(element.bbox.value)) ?? lost.get(element.node)?.boxes[0];
    return { ...element, box };
  });
  const all = { ...prompt, elements, known: new Map<symbol, unknown>() };
  const scale = boxScale(all);
  return scale === 'grid' ? [] : framesFor(all, scale);
});

/** A box to write, and what its numbers are assumed to be if that is a guess. */
export interface WrittenBox {
  readonly array: string;
  readonly from: string;
}

function written(box: readonly number[], from = ''): WrittenBox {
  return { array: `[${box.join(', ')}]`, from };
}

/** What to write for a box that was read: converted to the grid from the scale of its prompt's boxes. */
export function writtenBoxes(prompt: PromptSubject, box: Edges): readonly WrittenBox[] {
  if (isInFractions(box)) return [written(scaled(box, UNIT).map(toGrid))];
  const drawnIn = frames(prompt);
  if (drawnIn.length === 0) return [written(box)];
  return drawnIn.map((frame) =>
    written(scaled(box, frame).map(toGrid), frame !== UNIT ? `, from ${unitOf(frame)}` : ''),
  );
}
