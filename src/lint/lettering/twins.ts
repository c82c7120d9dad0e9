import type { LocatedElement } from '../../prompt/located-document';
import { once, type PromptSubject } from '../subject';

type Twins = ReadonlyMap<LocatedElement, LocatedElement>;

/** A number that is the same for equal texts and rarely for others, made from their length and some characters. */
function sample(text: string | undefined): number {
  if (!text) return 0;
  const { length } = text;
  let number = length;
  for (let back = 1; back <= 6 && back <= length; back++) {
    number = number * 31 + text.charCodeAt(length - back);
  }
  return number * 31 + text.charCodeAt(length >> 1);
}

/** The same for elements. */
function fingerprint({ kind, box, text, desc }: LocatedElement): number {
  let number = kind === 'text' ? 1 : 0;
  if (box) for (const edge of box) number = (number * 1009 + edge) % 1e9;
  return (number * 1009 + (sample(text) % 1e9) * 31 + (sample(desc) % 1e9)) % 1e15;
}

function contentOf({ kind, box, text, desc }: LocatedElement): string {
  return JSON.stringify([kind, box, text, desc]);
}

function find({ elements }: PromptSubject): Twins {
  const twins = new Map<LocatedElement, LocatedElement>();
  const seen = new Map<number, LocatedElement>();
  // Contents are built only if the fingerprints are equal.
  const contents = new Map<string, LocatedElement>();
  for (const element of elements) {
    if (!(element.text ?? '').trim() && !(element.desc ?? '').trim()) continue;
    const number = fingerprint(element);
    const other = seen.get(number);
    if (!other) {
      seen.set(number, element);
      continue;
    }
    if (!contents.has(contentOf(other))) contents.set(contentOf(other), other);
    const content = contentOf(element);
    const first = contents.get(content);
    if (first) twins.set(element, first);
    else contents.set(content, element);
  }
  return twins;
}

/** The elements of a prompt that repeat an earlier one, each with the first that equals it; empty ones do not count. */
export const firstTwins = once(find);
