import { insertMember, replaceValue } from '../../prompt/members';
import { ROOT_KEYS } from '../../prompt/shape';
import { nodeAt, reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

const NAME = 'compositional_deconstruction';
const EMPTY = '{ "background": "", "elements": [] }';

function fixes({ text, parsed }: Subject, path: readonly (string | number)[]): Fix[] {
  const node = nodeAt(parsed.root, path);
  if (!node) return [];
  const title = `Add an empty ${NAME}`;
  if (path.at(-1) === NAME) return [];
  if (node.type === 'object') {
    return [{ title, edits: [insertMember(text, node, NAME, EMPTY, ROOT_KEYS)], certain: false }];
  }
  const isNothing = node.type === 'null' || (node.type === 'string' && node.value === '');
  return isNothing ? [{ title, edits: [replaceValue(node, `{ "${NAME}": ${EMPTY} }`)], certain: false }] : [];
}

/** The one thing the service asks of a structured prompt. */
export const compositionRequired: Rule = {
  id: 'composition-required',
  level: 'api',
  severity: 'error',
  summary: 'A structured prompt is not an object that holds compositional_deconstruction.',
  check(subject, report) {
    reportRefusals(subject, report, 'composition-required', ({ path }) => fixes(subject, path));
  },
};
