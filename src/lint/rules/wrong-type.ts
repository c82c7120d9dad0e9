import type { LocatedObject } from '../../prompt/located-document';
import { itemsOf, type Member, memberOf, type Node, stringOf } from '../../prompt/nodes';
import { KEY, SCHEMA_KEY } from '../../prompt/shape';
import { saysNothing } from '../shape/nothing';
import {
  byName,
  forEachPart,
  isRepeated,
  isTextElement,
  type Part,
  PART_KEYS,
  typeOfKey,
  type PartType,
} from '../shape/parts';
import type { Report, Rule } from '../rule';
import type { PromptSubject } from '../subject';
import { itemRemedy, type Place, remedy } from '../shape/type-remedies';

/** What other rules check: boxes, types, and whether the composition is an object. */
const OTHERS_CARE: ReadonlySet<string> = new Set([KEY.bbox, KEY.type, KEY.composition]);

function typesOf(part: Part): ReadonlyMap<string, PartType> {
  const keys = part === 'prompt' ? [SCHEMA_KEY, ...PART_KEYS.prompt] : PART_KEYS[part];
  return new Map(keys.filter((key) => !OTHERS_CARE.has(key)).map((key) => [key, typeOfKey(key)]));
}

const TYPES: Readonly<Record<Part, ReadonlyMap<string, PartType>>> = {
  prompt: typesOf('prompt'),
  style: typesOf('style'),
  composition: typesOf('composition'),
  element: typesOf('element'),
};

const DUE: Readonly<Record<PartType, string>> = {
  string: 'a text in quotes',
  object: 'an object in braces { }',
  array: 'a list in brackets [ ]',
};

function nounOf(node: Node): string {
  switch (node.type) {
    case 'string':
      return 'a text';
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'boolean':
    case 'null':
      return String(node.value);
    default:
      return 'a number';
  }
}

/** A text on an obj is wrong in any case, whatever its type; only `null` counts as no text. */
function isMisplacedText(part: Part, { members }: LocatedObject, { name, value }: Member): boolean {
  if (part !== 'element' || name !== 'text' || value.type === 'null') return false;
  return stringOf(memberOf(members, 'type')?.value) === 'obj';
}

function says(member: Member | undefined): boolean {
  return member !== undefined && !saysNothing(member.value);
}

/** Whether a key may be left out, so that `null` and `false` mean the same. */
function isOptional(part: Part, { members }: LocatedObject, name: string): boolean {
  const named = byName(members);
  switch (name) {
    case KEY.photo:
    case KEY.artStyle:
      return says(named.get(name === KEY.photo ? KEY.artStyle : KEY.photo));
    case 'text':
      return !isTextElement(named);
    case KEY.palette:
      return true;
    default:
      return part === 'prompt';
  }
}

function reportMember(text: string, place: Place, due: PartType, report: Report): void {
  const { member, path } = place;
  const { hint, fixes } = remedy(text, place, due);
  report({
    offset: member.value.offset,
    length: member.value.length,
    path: [...path, member.name],
    message: `"${member.name}" must be ${DUE[due]}, not ${nounOf(member.value)}: ${hint}.`,
    fixes,
  });
}

function checkItems(text: string, { composition }: PromptSubject, report: Report): void {
  if (!composition) return;
  const list = memberOf(composition.members, 'elements')?.value;
  for (const [index, item] of itemsOf(list).entries()) {
    if (item.type === 'object') continue;
    const { hint, fixes } = itemRemedy(text, item);
    report({
      offset: item.offset,
      length: item.length,
      path: [...composition.path, 'elements', index],
      message: `An element must be an object in braces { }, not ${nounOf(item)}: ${hint}.`,
      fixes,
    });
  }
}

/** A value whose JSON type is not that of its key. */
export const wrongType: Rule = {
  id: 'wrong-type',
  level: 'shape',
  severity: 'warning',
  summary: 'A value has another JSON type than its key asks for.',
  check(subject, report) {
    const { text } = subject;
    forEachPart(subject, (part, object) => {
      for (const member of object.members) {
        const due = TYPES[part].get(member.name);
        if (due === undefined || member.value.type === due) continue;
        // If a name is repeated, only the last one counts.
        if (memberOf(object.members, member.name) !== member || isMisplacedText(part, object, member)) {
          continue;
        }
        const optional = isOptional(part, object, member.name);
        const repeated = isRepeated(object.members, member.name);
        reportMember(text, { member, optional, repeated, path: object.path }, due, report);
      }
    });
    for (const prompt of subject.prompts) checkItems(text, prompt, report);
  },
};
