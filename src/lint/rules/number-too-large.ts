import { replaceValue } from '../../prompt/members';
import { itemsOf, membersOf, type Node, numberOf } from '../../prompt/nodes';
import { formatPath, type JsonPath } from '../../prompt/path';
import type { Fix, Rule } from '../rule';
import { written } from '../shape/parts';
import { shortened } from '../shortened';
import type { Subject } from '../subject';

/** The fewest digits that such a number or its exponent has. Almost no document has any, so one search is enough. */
const SUSPECT = /\d[eE]\+?\d{3}|\d{16}/;
const WHOLE = /^-?\d+$/;

/** What the service would receive for a number, if that differs from the value as written. */
function arrivesAs(text: string, node: Node): string | undefined {
  const value = numberOf(node);
  if (value === undefined || Number.isSafeInteger(value)) return undefined;
  if (!Number.isFinite(value)) return 'null';
  const digits = written(text, node);
  return WHOLE.test(digits) && BigInt(digits) !== BigInt(value) ? JSON.stringify(value) : undefined;
}

function fixesOf(text: string, node: Node): Fix[] {
  // The numbers in a list, such as a box, mean nothing in quotes.
  if (node.parent?.type !== 'property') return [];
  const edits = [replaceValue(node, `"${written(text, node)}"`)];
  return [{ title: 'Put it in quotes', edits, certain: false }];
}

interface Placed {
  readonly node: Node;
  readonly path: JsonPath;
}

/** Adds the children of a value, each with its path: looking up each item in its array would take quadratic time. */
function addParts({ node, path }: Placed, open: Placed[]): void {
  for (const [index, item] of itemsOf(node).entries()) open.push({ node: item, path: [...path, index] });
  for (const { name, value } of membersOf(node)) open.push({ node: value, path: [...path, name] });
}

/** The paths that the service refuses for another reason. */
function refusedPlaces({ refusals }: Subject): ReadonlySet<string> {
  return new Set(refusals.map(({ path }) => formatPath(path)));
}

/** A number that JSON cannot carry: a different number, or `null`, would be sent. */
export const numberTooLarge: Rule = {
  id: 'number-too-large',
  level: 'api',
  severity: 'error',
  summary: 'A number is too large to be sent as it is written.',
  check(subject, report) {
    const { text, parsed } = subject;
    if (!parsed.root || !SUSPECT.test(text)) return;
    const refused = refusedPlaces(subject);
    const open: Placed[] = [{ node: parsed.root, path: [] }];
    for (let placed = open.pop(); placed; placed = open.pop()) {
      const { node, path } = placed;
      addParts(placed, open);
      const sent = arrivesAs(text, node);
      if (sent === undefined || refused.has(formatPath(path))) continue;
      const { offset, length } = node;
      const number = shortened(written(text, node));
      const message = `${number} is too large for a number: ${sent} would be sent. Write another one, or put it in quotes where it is a text.`;
      report({ offset, length, message, path, fixes: () => fixesOf(text, node) });
    }
  },
};
