import type { TextEdit } from './edit';
import { type Node, placeAmong } from './nodes';
import { endsInLineComment, endsLine, lastBreak, type Slot, slotsBetween } from './slots';

/**
 * Where the line of a child begins, before and after its indentation; undefined if something else precedes it on the
 * line.
 */
function lineStart(text: string, from: number, slot: Slot): { before: number; start: number } | undefined {
  const found = lastBreak(text, from, slot.start);
  if (!found) return undefined;
  const indentation = /[ \t]*/y;
  indentation.lastIndex = found.end;
  return { before: found.offset, start: found.end + (indentation.exec(text)?.[0].length ?? 0) };
}

/** Neighboring children on one line that are all removed, given by the indices of the first and the last. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function runsOf(text: string, slots: readonly Slot[], goes: ReadonlySet<Node>): Run[] {
  const runs: Run[] = [];
  slots.forEach(({ node, start }, index) => {
    if (!goes.has(node)) return;
    const run = runs.at(-1);
    const before = slots[index - 1];
    const joins = run?.last === index - 1 && before && !lastBreak(text, before.after, start);
    if (joins) runs[runs.length - 1] = { first: run.first, last: index };
    else runs.push({ first: index, last: index });
  });
  return runs;
}

function cut(from: number, to: number): TextEdit {
  return { offset: from, length: to - from, text: '' };
}

function withoutRun(
  text: string,
  container: Node,
  slots: readonly Slot[],
  { first, last }: Run,
  goes: ReadonlySet<Node>,
): TextEdit[] {
  const slot = slots[first];
  const end = slots[last]?.after;
  if (!slot || end === undefined) return [];
  const previous = slots[first - 1];
  const next = slots[last + 1];
  const line = lineStart(text, previous?.after ?? container.offset + 1, slot);
  if (line && endsLine(text, end)) return [cut(line.before, end)];
  // At the beginning of a line, the rest of the line moves up.
  const isFollowed = (line ?? !previous) && next && !goes.has(next.node);
  return [cut(line?.start ?? previous?.after ?? slot.lead, isFollowed ? next.lead : end)];
}

/** Removes the comma after the child that becomes the last one; `next` is the child removed after it. */
function withoutComma(
  text: string,
  { end, closing, comma }: Slot,
  next: TextEdit | undefined,
): TextEdit | undefined {
  if (comma === undefined) return undefined;
  const behind = next?.offset === comma + 1 ? next.offset + next.length : comma + 1;
  // A line comment before it would swallow what follows.
  const isOpen = endsInLineComment(text.slice(end, closing)) && !endsLine(text, behind);
  return cut(isOpen ? comma : closing, comma + 1);
}

/**
 * The removed children and their neighbors. Nothing else matters, so removing one of many thousands is as fast as one of
 * two.
 */
function slotsAround(text: string, container: Node, goes: ReadonlySet<Node>): Slot[] {
  let first = Infinity;
  let last = -1;
  for (const node of goes) {
    const index = placeAmong(container.children ?? [], node);
    first = Math.min(first, index);
    last = Math.max(last, index);
  }
  return slotsBetween(text, container, Math.max(0, first - 1), last + 2);
}

/**
 * Removes children of an object or array (members or items), each with its comma and, if nothing else remains on it, its
 * line. Comments on that line are removed, those above it stay. If the last children are removed and have no trailing
 * comma, the one before them loses its comma.
 */
export function removals(text: string, container: Node, children: Iterable<Node>): TextEdit[] {
  const goes = new Set(children);
  const slots = slotsAround(text, container, goes);
  const edits = runsOf(text, slots, goes).flatMap((run) => withoutRun(text, container, slots, run, goes));
  const last = slots.at(-1);
  const stays = slots.findLast(({ node }) => !goes.has(node));
  if (!last || !stays || last === stays || last.comma !== undefined) return edits;
  const place = edits.findIndex(({ offset }) => offset > stays.start);
  const comma = withoutComma(text, stays, edits[place]);
  return comma ? edits.toSpliced(place, 0, comma) : edits;
}
