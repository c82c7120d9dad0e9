import type { LocatedElement, LocatedObject } from '../../prompt/located-document';
import { memberOf, type Node, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { KEY } from '../../prompt/shape';
import type { Fix, Report } from '../rule';
import { spanInString } from './span-in-string';
import { once, type PromptSubject, type Subject } from '../subject';

/** A text of a prompt that is written for the model. */
export interface Prose {
  /** The decoded text. */
  readonly text: string;
  readonly node: Node;
  readonly path: JsonPath;
  /** The element whose `desc` it is. */
  readonly element?: LocatedElement;
}

/** Words in a prose text, starting at `index`. */
export interface Words {
  readonly words: string;
  readonly index: number;
}

/** In double, single or typographic quotes; an apostrophe within or after a word does not open a quotation. */
const QUOTED =
  /"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|‘[^’]*’(?!\p{L})|(?<![\p{L}\p{N}])'[^']*'(?!\p{L})/gu;

function proseOf(owner: LocatedObject | undefined, name: string): Prose[] {
  const node = owner && memberOf(owner.members, name)?.value;
  const text = stringOf(node);
  return owner && node && text !== undefined ? [{ text, node, path: [...owner.path, name] }] : [];
}

/** The summary of a prompt. */
export function summaryOf(prompt: PromptSubject): Prose[] {
  return proseOf(prompt.root, KEY.summary);
}

/** The `desc` of each element. */
export const descriptionsOf = once((prompt): readonly Prose[] =>
  prompt.elements.flatMap((element) => proseOf(element, 'desc').map((prose) => ({ ...prose, element }))),
);

/** The summary, the background and each `desc`. */
export const allProseOf = once((prompt): readonly Prose[] => [
  ...summaryOf(prompt),
  ...proseOf(prompt.composition, 'background'),
  ...descriptionsOf(prompt),
]);

/** The quoted parts: they are lettering in the image rather than a description of it. */
function quotedSpans({ text, element }: Prose): [number, number][] {
  const spans = Array.from(text.matchAll(QUOTED), ({ 0: quote, index }): [number, number] => [
    index,
    index + quote.length,
  ]);
  const literal = element?.text ?? '';
  if (literal === '') return spans;
  for (let from = text.indexOf(literal); from >= 0; from = text.indexOf(literal, from + literal.length)) {
    spans.push([from, from + literal.length]);
  }
  return spans;
}

/** The words outside quotes that a pattern matches. */
function wordsOf(prose: Prose, pattern: RegExp): Words[] {
  const found = Array.from(prose.text.matchAll(pattern), ({ 0: words, index }) => ({ words, index }));
  if (found.length === 0) return found;
  const quoted = quotedSpans(prose);
  return found.filter(
    ({ words, index }) => !quoted.some(([start, end]) => start <= index && index + words.length <= end),
  );
}

/** What a wording rule looks for. */
export interface WordingSearch {
  readonly prose: (prompt: PromptSubject) => readonly Prose[];
  /** A global pattern. */
  readonly pattern: RegExp;
  readonly message: (words: string) => string;
  /** Whether a match should be reported; by default all are. */
  readonly isMeant?: (prose: Prose, found: Words) => boolean;
}

/** Reports the words from `start` up to `end` of a text at their position in the document. */
export function reportSpan(
  subject: Subject,
  report: Report,
  prose: Prose,
  [start, end]: readonly [number, number],
  message: string,
  fixes: () => readonly Fix[] = () => [],
): void {
  report({ ...spanInString(subject.text, prose.node, start, end), message, path: prose.path, fixes });
}

/** Reports each match of the pattern outside quotes. */
export function reportWords(subject: Subject, report: Report, search: WordingSearch): void {
  const { pattern, message, isMeant = () => true } = search;
  for (const prompt of subject.prompts) {
    for (const prose of search.prose(prompt)) {
      for (const found of wordsOf(prose, pattern)) {
        if (!isMeant(prose, found)) continue;
        const end = found.index + found.words.length;
        reportSpan(subject, report, prose, [found.index, end], message(found.words));
      }
    }
  }
}
