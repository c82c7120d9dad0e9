import type { LocatedElement, LocatedObject } from '../../prompt/located-document';
import { insertMember } from '../../prompt/members';
import { type Member, stringOf } from '../../prompt/nodes';
import { COMPOSITION_KEYS, OBJ_KEYS, TEXT_KEYS } from '../../prompt/shape';
import { inSteps, onDemand, type Step } from '../changes';
import { isElsewhere } from '../shape/misplaced';
import { mayMeanNothing } from '../shape/nothing';
import { byName, isTextElement, orderOfStyle, PART_NAMES } from '../shape/parts';
import type { Finding, Fix, Report, Rule } from '../rule';
import type { PromptSubject } from '../subject';

const STYLE_REQUIRED = ['aesthetics', 'lighting', 'medium'];
const OBJ_REQUIRED = ['type', 'desc'];
const TEXT_REQUIRED = ['type', 'text', 'desc'];

type Part = 'style' | 'composition' | 'element';

/** An object that lacks keys. */
interface Gap {
  readonly part: Part;
  readonly object: LocatedObject;
  readonly members: ReadonlyMap<string, Member>;
  /** The keys of the trained shape for this object, in order. */
  readonly order: readonly string[];
  readonly missing: readonly string[];
}

function orderOf(part: Part, object: LocatedObject, members: ReadonlyMap<string, Member>): readonly string[] {
  if (part === 'style') return orderOfStyle(object);
  if (part === 'composition') return COMPOSITION_KEYS;
  return isTextElement(members) || members.has('text') ? TEXT_KEYS : OBJ_KEYS;
}

function requiredKeys(part: Part, { members }: LocatedObject): readonly string[] {
  if (part === 'style') return STYLE_REQUIRED;
  if (part === 'composition') return COMPOSITION_KEYS;
  return isTextElement(byName(members)) ? TEXT_REQUIRED : OBJ_REQUIRED;
}

/** Whether an element is complete. Almost all are, and need no further check. */
function isWhole({ kind, text, desc }: LocatedElement): boolean {
  return kind !== undefined && desc !== undefined && (kind === 'obj' || text !== undefined);
}

/** Whether an element has a text to render, which only a text element can have. */
function hasWords({ members }: Gap): boolean {
  const text = members.get('text')?.value;
  return text?.type === 'string' && text.value !== '';
}

/** Whether those words are certainly lettering: without a desc they may be the description, and `none` may mean no text. */
function isLettering({ members }: Gap): boolean {
  const words = (name: string) => stringOf(members.get(name)?.value) ?? '';
  return words('desc').trim() !== '' && !mayMeanNothing(words('text'));
}

function placeholder(gap: Gap, name: string): string {
  if (name === 'elements') return '[]';
  if (name === 'type') return hasWords(gap) ? '"text"' : '"obj"';
  return name === 'medium' && gap.members.has('photo') ? '"photograph"' : '""';
}

/** The position of a new key as a text. */
function placeOf({ order, members }: Gap, name: string): string {
  const index = order.indexOf(name);
  const before = order.slice(0, index).findLast((key) => members.has(key));
  const after = order.slice(index + 1).find((key) => members.has(key));
  if (before !== undefined) return ` after "${before}"`;
  return after === undefined ? '' : ` before "${after}"`;
}

function messageOf(gap: Gap, name: string): string {
  const place = placeOf(gap, name);
  if (gap.part !== 'element') return `${PART_NAMES[gap.part]} has no "${name}": add it${place}.`;
  if (name === 'text') return `This text element has no "text": add the characters to render${place}.`;
  if (name !== 'type') return `This element has no "${name}": add it${place}.`;
  return `This element has no "type": add "obj" (a thing to see) or "text" (lettering to render)${place}.`;
}

function addOne(text: string, gap: Gap, name: string): Fix[] {
  const add = (title: string, json: string, certain: boolean): Fix => {
    return { title, edits: [insertMember(text, gap.object.node, name, json, gap.order)], certain };
  };
  if (name !== 'type') return [add(`Add "${name}"`, placeholder(gap, name), false)];
  if (hasWords(gap)) return [add('Add the type "text"', '"text"', isLettering(gap))];
  return ['"obj"', '"text"'].map((json) => add(`Add the type ${json}`, json, false));
}

function addAll(text: string, gap: Gap): Fix[] {
  if (gap.missing.length < 2) return [];
  const steps = gap.missing.map((name): Step => {
    return (now, node) => [insertMember(now, node, name, placeholder(gap, name), gap.order)];
  });
  return [onDemand('Add all missing keys', false, () => inSteps(text, gap.object.node, [], steps))];
}

/** The key of an object, or the brace that opens an element. */
function rangeOf({ node }: LocatedObject): Pick<Finding, 'offset' | 'length'> {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  return key ? { offset: key.offset, length: key.length } : { offset: node.offset, length: 1 };
}

function reportGap(text: string, gap: Gap, report: Report): void {
  const range = rangeOf(gap.object);
  for (const name of gap.missing) {
    report({
      ...range,
      path: gap.object.path,
      message: messageOf(gap, name),
      fixes: () => [...addOne(text, gap, name), ...addAll(text, gap)],
    });
  }
}

function gapOf(prompt: PromptSubject, part: Part, object: LocatedObject): Gap | undefined {
  const members = byName(object.members);
  const absent = requiredKeys(part, object).filter((name) => !members.has(name));
  if (absent.length === 0) return undefined;
  const missing = absent.filter((name) => !isElsewhere(prompt, part, object, name));
  return { part, object, members, order: orderOf(part, object, members), missing };
}

/** Keys that the trained shape always has but that are missing. */
export const missingKey: Rule = {
  id: 'missing-key',
  level: 'shape',
  severity: 'warning',
  summary: 'A key that the model was trained to expect is missing.',
  check({ text, prompts }, report) {
    for (const prompt of prompts) {
      const look = (part: Part, object: LocatedObject): void => {
        const gap = gapOf(prompt, part, object);
        if (gap) reportGap(text, gap, report);
      };
      if (prompt.style) look('style', prompt.style);
      if (prompt.composition) look('composition', prompt.composition);
      for (const element of prompt.elements) if (!isWhole(element)) look('element', element);
    }
  },
};
