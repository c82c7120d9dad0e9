import type { LocatedElement, LocatedObject } from '../../prompt/located-document';
import { removeItem, removeMember, replaceValue } from '../../prompt/members';
import { type Member, memberOf, stringOf } from '../../prompt/nodes';
import { appendWords, keepsComments } from '../changes';
import { saysNothing } from '../shape/nothing';
import { isRepeated } from '../shape/parts';
import type { Fix, Report, Rule } from '../rule';
import type { PromptSubject, Subject } from '../subject';

const KINDS = ['obj', 'text'] as const;
const OBJECT = /^objects?$/;
const LETTERING = /^(?:texts?|lettering|typography|title|headline|label|caption|word(?:s|mark)?|string)$/;
const SURFACE =
  /^(?:background|bg|backdrop|environment|setting|scene|ground|floor|sky|walls?|weather|surface)$/;

const MEANING = 'The type of an element is "obj" (a thing to see) or "text" (lettering to render)';
const SURFACES = 'Ground, sky, walls and weather belong in background.';

function hasWords({ members }: LocatedElement): boolean {
  const text = memberOf(members, 'text')?.value;
  return text !== undefined && !saysNothing(text) && text.value !== '';
}

/** The type that is certainly meant. */
function certainKind(element: LocatedElement, word: string): (typeof KINDS)[number] | undefined {
  const exact = KINDS.find((kind) => kind === word);
  return exact ?? (OBJECT.test(word) && !hasWords(element) ? 'obj' : undefined);
}

function moveToBackground({ text }: Subject, element: LocatedElement, composition?: LocatedObject): Fix[] {
  const background = memberOf(composition?.members ?? [], 'background')?.value;
  if (background?.type !== 'string' || element.desc === undefined) return [];
  const edits = [appendWords(background, element.desc), removeItem(text, element.node)];
  return [{ title: 'Move its desc into the background', edits, certain: false }];
}

function typeFixes(
  subject: Subject,
  element: LocatedElement,
  { value }: Member,
  prompt: PromptSubject,
): Fix[] {
  const word = stringOf(value)?.trim().toLowerCase() ?? '';
  const use = (kind: string, certain: boolean): Fix => {
    return { title: `Make it "${kind}"`, edits: [replaceValue(value, JSON.stringify(kind))], certain };
  };
  const kind = certainKind(element, word);
  if (kind) return [use(kind, true)];
  const order = hasWords(element) || LETTERING.test(word) ? KINDS.toReversed() : KINDS;
  const moves = SURFACE.test(word) ? moveToBackground(subject, element, prompt.composition) : [];
  return [...moves, ...order.map((each) => use(each, false))];
}

function typeMessage(element: LocatedElement, value: Member['value']): string {
  const word = stringOf(value)?.trim().toLowerCase() ?? '';
  if (SURFACE.test(word)) return `${MEANING}. ${SURFACES}`;
  const kind = certainKind(element, word);
  return kind ? `${MEANING}: make it "${kind}".` : `${MEANING}: make it one of the two.`;
}

function reportType(
  subject: Subject,
  prompt: PromptSubject,
  element: LocatedElement,
  type: Member,
  report: Report,
): void {
  const { offset, length } = type.value;
  report({
    offset,
    length,
    path: [...element.path, 'type'],
    message: typeMessage(element, type.value),
    fixes: () => typeFixes(subject, element, type, prompt),
  });
}

function reportText({ text }: Subject, element: LocatedElement, member: Member, report: Report): void {
  const type = memberOf(element.members, 'type');
  const { offset, length } = member.key;
  const isEmpty = stringOf(member.value) === '' || saysNothing(member.value);
  report({
    offset,
    length,
    path: [...element.path, 'text'],
    message: isEmpty
      ? 'Only a text element has text, and there is nothing in it: remove it.'
      : 'Only a text element has text: make the type "text", or describe the lettering in desc.',
    fixes: () => {
      const edit = removeMember(text, member);
      const certain = isEmpty && !isRepeated(element.members, 'text') && keepsComments(text, edit);
      const remove = { title: 'Remove "text"', edits: [edit], certain };
      if (!type) return [remove];
      const edits = [replaceValue(type.value, '"text"')];
      const make = { title: 'Make it a text element', edits, certain: false };
      return isEmpty ? [remove, make] : [make, remove];
    },
  });
}

/** A type other than obj and text, and a text on an obj. */
export const elementType: Rule = {
  id: 'element-type',
  level: 'shape',
  severity: 'warning',
  summary: 'The type of an element is neither obj nor text, or an obj has a text.',
  check(subject, report) {
    for (const prompt of subject.prompts) {
      for (const element of prompt.elements) {
        if (element.kind === 'text') continue;
        if (element.kind === undefined) {
          const type = memberOf(element.members, 'type');
          if (type) reportType(subject, prompt, element, type, report);
          continue;
        }
        const text = memberOf(element.members, 'text');
        if (text && text.value.type !== 'null') reportText(subject, element, text, report);
      }
    }
  },
};
