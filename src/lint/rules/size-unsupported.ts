import { replaceValue } from '../../prompt/members';
import { type Node, numberOf, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { findSize, describeSize, nearestSizes } from '../../task/sizes';
import { reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

const OFFERED = 3;

/** The number of pixels, even if it is in a string: `"1024"`, `"1024px"`. */
function pixelsOf(node: Node): number {
  const digits = /^\s*(\d+)\s*(?:px)?\s*$/.exec(stringOf(node) ?? '')?.[1];
  return numberOf(node) ?? Number(digits);
}

function fixes({ parsed }: Subject, path: JsonPath): Fix[] {
  const task = path.slice(0, -1);
  const width = parsed.memberAt([...task, 'width']);
  const height = parsed.memberAt([...task, 'height']);
  // If only one of them is given, another rule adds its partner.
  if (!width || !height) return [];
  const [across, down] = [pixelsOf(width.value), pixelsOf(height.value)];
  const exact = findSize(across, down);
  return (exact ? [exact] : nearestSizes(across, down).slice(0, OFFERED)).map((size) => ({
    title: `Use ${describeSize(size)}`,
    edits: [replaceValue(width.value, String(size.width)), replaceValue(height.value, String(size.height))],
    // Then the size is already what is written, only in quotes.
    certain: exact !== undefined,
  }));
}

/** A width and height that are not a supported pair. */
export const sizeUnsupported: Rule = {
  id: 'size-unsupported',
  level: 'api',
  severity: 'error',
  summary: 'Width and height of a task are none of the 21 supported sizes.',
  check(subject, report) {
    reportRefusals(subject, report, 'size-unsupported', ({ path }) => fixes(subject, path));
  },
};
