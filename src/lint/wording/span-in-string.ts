import type { Node } from '../../prompt/nodes';
import type { TextSpan } from '../../prompt/parse';

/** The span in the text, escapes included, of a string's decoded characters from `start` up to `end`. */
export function spanInString(text: string, string: Node, start: number, end: number): TextSpan {
  // A token that is as long as its value has no escapes.
  if (string.length === (string.value as string).length + 2) {
    return { offset: string.offset + 1 + start, length: end - start };
  }
  let at = string.offset + 1;
  let decoded = 0;
  const advance = (to: number): number => {
    for (; decoded < to; decoded++) at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
    return at;
  };
  const offset = advance(start);
  return { offset, length: advance(end) - offset };
}
