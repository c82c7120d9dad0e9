import { insertMember, replaceValue } from '../../prompt/members';
import { itemsOf, type Node } from '../../prompt/nodes';
import { KEY, ROOT_KEYS } from '../../prompt/shape';
import { written } from '../shape/parts';
import { recognizeInString } from '../shape/recognize';
import { foundComposition } from '../shape/lost-composition';
import { reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

const NAME = KEY.composition;
const EMPTY = '{ "background": "", "elements": [] }';

/** The ways to turn another value into a composition. */
function composed(text: string, value: Node): Fix[] {
  const held = recognizeInString(value);
  if (held?.shape === 'composition') {
    return [
      { title: 'Take it out of the quotes', edits: [replaceValue(value, held.json)], certain: held.sure },
    ];
  }
  const items = itemsOf(value);
  if (items.length > 0 && items.every(({ type }) => type === 'object')) {
    const json = `{ "background": "", "elements": ${written(text, value)} }`;
    return [{ title: 'Make it the elements', edits: [replaceValue(value, json)], certain: false }];
  }
  if (value.type === 'string' && value.value !== '') {
    const json = `{ "background": ${written(text, value)}, "elements": [] }`;
    return [{ title: 'Make it the background', edits: [replaceValue(value, json)], certain: false }];
  }
  if (!isNothing(value)) return [];
  return [{ title: `Write an empty ${NAME}`, edits: [replaceValue(value, EMPTY)], certain: false }];
}

function isNothing(value: Node): boolean {
  if (value.type === 'array') return itemsOf(value).length === 0;
  return value.type === 'null' || value.value === '';
}

function fixes({ text, parsed }: Subject, path: readonly (string | number)[]): Fix[] {
  const node = parsed.nodeAt(path);
  if (!node) return [];
  const title = `Add an empty ${NAME}`;
  if (path.at(-1) === NAME) return composed(text, node);
  if (node.type === 'object') {
    return [{ title, edits: [insertMember(text, node, NAME, EMPTY, ROOT_KEYS)], certain: false }];
  }
  return isNothing(node)
    ? [{ title, edits: [replaceValue(node, `{ "${NAME}": ${EMPTY} }`)], certain: false }]
    : [];
}

/** The only thing that the service requires in a structured prompt. */
export const compositionRequired: Rule = {
  id: 'composition-required',
  level: 'api',
  severity: 'error',
  summary: 'A structured prompt is not an object that holds compositional_deconstruction.',
  check(subject, report) {
    const prompts = new Map(subject.prompts.map((prompt) => [prompt.root.node, prompt]));
    reportRefusals(
      subject,
      report,
      'composition-required',
      ({ path }) => fixes(subject, path),
      ({ path }) => {
        const root = subject.parsed.nodeAt(path);
        const prompt = root && prompts.get(root);
        return prompt && foundComposition(subject.text, prompt);
      },
    );
  },
};
