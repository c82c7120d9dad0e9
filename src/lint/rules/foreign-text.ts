import type { Cause, CauseKind } from '../../prompt/mend/causes';
import type { Fix, Rule } from '../rule';

/** What each cause is, and how to fix it. */
const SENTENCES: Readonly<Record<CauseKind, string>> = {
  reasoning: 'What a model thought comes before its answer: keep the JSON alone',
  fence: 'The JSON stands in a code fence, as chats write it: remove the fence',
  'several-blocks': 'There are several code blocks: keep the JSON of one of them',
  words: 'There are words around the JSON: keep the JSON alone',
  'doubled-quotes': 'Each quote is there twice, as tables write them: write it once',
  'escaped-quotes': 'Quotes have a backslash, as within a string of a program: remove it',
  'single-quotes': 'Strings stand in single quotes, as Python writes them: use double quotes',
  'curly-quotes': 'Strings stand in typographic quotes, as word processors write them: use straight ones',
  backticks: 'Strings stand in backticks, as JavaScript writes them: use double quotes',
  'bare-keys': 'Keys stand without quotes, as JavaScript writes them: put them in double quotes',
  'python-words': 'None, True and False are of Python: write null, true and false',
  tuples: 'Lists stand in parentheses, as Python writes them: use brackets [ ]',
  numbers: 'Numbers have a plus sign or no digit beside their point: write them out',
  spaces: 'There is white space of another kind, such as no-break spaces: use plain spaces',
  'wide-signs': 'Commas and colons are the wide ones of East Asian text: use , and :',
  escapes: 'These escapes are of another language: write the characters themselves',
  'control-characters': 'A control character stands in a string: write it as an escape',
  'hash-comments': 'Comments begin with #, as in Python: begin them with //',
};

/** These count as one, however many characters they consist of. */
const ONCE: ReadonlySet<CauseKind> = new Set(['reasoning', 'fence', 'several-blocks', 'words']);

function messageOf({ kind, count }: Cause): string {
  const places = count > 1 && !ONCE.has(kind) ? ` (${count} places)` : '';
  return `${SENTENCES[kind]}${places}.`;
}

/** A text from a chat or a program that holds JSON, or almost JSON. */
export const foreignText: Rule = {
  id: 'foreign-text',
  level: 'api',
  severity: 'error',
  summary: 'The text comes from a chat or a program and is not quite JSON.',
  check({ foreign }, report) {
    if (!foreign) return;
    const { causes, edits } = foreign;
    const fixes = (): Fix[] =>
      edits ? [{ title: 'Mend the whole text, with the same values', edits, certain: true }] : [];
    for (const cause of causes) {
      const { offset, length } = cause;
      report({ offset, length, message: messageOf(cause), path: [], fixes });
    }
  },
};
