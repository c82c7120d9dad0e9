import { type LocatedDocument, promptAt } from '../located-document';
import { memberOf, membersOf, type Node, stringOf } from '../nodes';
import type { TextSpan } from '../parse';
import type { JsonPath } from '../path';
import { KEY } from '../shape';

function itemsIn(document: LocatedDocument, prompt: JsonPath): readonly Node[] {
  return promptAt(document, prompt)?.items ?? [];
}

/** A node whose end the parser did not find extends to the end of the text. */
function spanOf({ parsed: { text } }: LocatedDocument, { offset, length }: Node): TextSpan {
  return { offset, length: length < 0 ? text.length - offset : length };
}

/** The element that contains an offset, between its braces or at their edge; undefined if there is none. */
export function elementAt(document: LocatedDocument, prompt: JsonPath, offset: number): number | undefined {
  const index = itemsIn(document, prompt).findIndex((node) => {
    const span = spanOf(document, node);
    return offset >= span.offset && offset <= span.offset + span.length;
  });
  return index < 0 ? undefined : index;
}

/** Where an element is in the text, from brace to brace; undefined if there is no such element. */
export function elementSpan(
  document: LocatedDocument,
  prompt: JsonPath,
  index: number,
): TextSpan | undefined {
  const node = itemsIn(document, prompt)[index];
  return node && spanOf(document, node);
}

/**
 * Where a person wants to write in an element: inside its first empty string, otherwise where its words begin (`text` of
 * a text element, `desc` of others), otherwise after its opening brace. Undefined if there is no such element or it is
 * not an object.
 */
export function writingSpot(document: LocatedDocument, prompt: JsonPath, index: number): number | undefined {
  const node = itemsIn(document, prompt)[index];
  if (node?.type !== 'object') return undefined;
  const members = membersOf(node);
  const isText = stringOf(memberOf(members, KEY.type)?.value) === 'text';
  const strings = (isText ? [KEY.text, KEY.desc] : [KEY.desc]).map((name) => memberOf(members, name)?.value);
  const empty = strings.find((value) => stringOf(value) === '');
  const words = stringOf(strings[0]) === undefined ? undefined : strings[0];
  return (empty ?? words ?? node).offset + 1;
}
