import type { LocatedObject } from '../../prompt/located-document';
import { appendItems, removeMember, renameMember, replaceValue } from '../../prompt/members';
import { itemsOf, type Member, memberOf, stringOf } from '../../prompt/nodes';
import { KEY, SCHEMA_KEY } from '../../prompt/shape';
import { lostBoxes } from '../boxes/lost-box';
import { appendWords } from '../changes';
import { isGenerationKey, moveToTask } from '../shape/generation-keys';
import { homeOf, isMovable, membersOfPart, moveHome } from '../shape/homes';
import {
  byName,
  forEachPart,
  isTextElement,
  type Part,
  PART_KEYS,
  PART_NAMES,
  written,
} from '../shape/parts';
import type { Fix, Rule } from '../rule';
import { membersOfLostComposition } from '../shape/lost-composition';
import type { PromptSubject, Subject } from '../subject';
import { isLoneColor, isSureOfRename, meantKey, renamable, shapedKey } from '../shape/synonyms';

/** A key that its part does not know. */
interface Stray {
  readonly subject: Subject;
  readonly prompt: PromptSubject;
  readonly part: Part;
  readonly member: Member;
  readonly members: ReadonlyMap<string, Member>;
}

/** What to do, as a sentence and as edits. */
interface Remedy {
  readonly advice: string;
  readonly fixes: () => readonly Fix[];
}

const KNOWN: Readonly<Record<Part, ReadonlySet<string>>> = {
  prompt: new Set([SCHEMA_KEY, ...PART_KEYS.prompt]),
  style: new Set(PART_KEYS.style),
  composition: new Set(PART_KEYS.composition),
  element: new Set(PART_KEYS.element),
};

/** The key in each part that can take any text. */
const WORDS: Readonly<Record<Part, string>> = {
  prompt: KEY.summary,
  style: 'aesthetics',
  composition: 'background',
  element: 'desc',
};

const NO_FIXES = () => [];

function renaming({ subject, part, member, members }: Stray): Remedy | undefined {
  const key = renamable(part, member, members);
  if (key === undefined) return undefined;
  const edits = [renameMember(member, key)];
  if (isLoneColor(key, member)) {
    edits.push(replaceValue(member.value, `[${written(subject.text, member.value)}]`));
  }
  return {
    advice: `Rename it to "${key}".`,
    fixes: () => [{ title: `Rename it to "${key}"`, edits, certain: isSureOfRename(part, member, members) }],
  };
}

function moving({ subject, prompt, part, member }: Stray): Remedy | undefined {
  // Its content is better evidence than its name for where it belongs.
  const name = part === 'element' ? member.name : (shapedKey(member)?.key ?? member.name);
  const home = homeOf(part, name);
  if (home === undefined) return undefined;
  const place = home === 'prompt' ? 'the root of the prompt' : PART_NAMES[home];
  const named = { ...member, name };
  const as = name === member.name ? '' : ` as "${name}"`;
  return isMovable(prompt, home, named)
    ? {
        advice: `Move it to ${place}${as}.`,
        fixes: () => [moveHome(subject.text, prompt, home, named)],
      }
    : { advice: `It belongs in ${place}: remove it here.`, fixes: NO_FIXES };
}

/** Elements or colors whose list already exists: they are moved into it. */
function joining({ subject: { text }, prompt, part, member, members }: Stray): Remedy | undefined {
  const key = shapedKey(member)?.key;
  if (key === undefined) return undefined;
  const home = homeOf(part, key);
  const list = PART_KEYS[part].includes(key)
    ? members.get(key)
    : home && memberOf(membersOfPart(prompt, home), key);
  if (list?.value.type !== 'array' || member.value.type !== 'array') return undefined;
  const edits = () => [removeMember(text, member), appendItems(text, list.value, itemsOf(member.value))];
  return {
    advice: `What it holds belongs in "${key}": move it there.`,
    fixes: () => [{ title: `Move what it holds into "${key}"`, edits: edits(), certain: false }],
  };
}

function aboutGeneration({ subject, prompt, part, member }: Stray): Remedy | undefined {
  if (part === 'element' || !isGenerationKey(member.name)) return undefined;
  if (subject.kind === 'prompt') {
    const advice = "Size, speed and format belong to the task or to the panel's controls: remove it.";
    return { advice, fixes: NO_FIXES };
  }
  return {
    advice: 'Size, speed and format belong to the task: give them there.',
    fixes: () => moveToTask(subject.text, prompt, member),
  };
}

/** The key also exists under its right name, or its value does not fit. */
function otherName({ part, member, members }: Stray): Remedy | undefined {
  const key = meantKey(part, member.name);
  if (key === undefined) return undefined;
  if (members.has(key)) return { advice: `"${key}" is there already: remove this one.`, fixes: NO_FIXES };
  if (key === 'text' && part === 'element' && !isTextElement(members)) return undefined;
  return { advice: `The key for it is "${key}": write it there.`, fixes: NO_FIXES };
}

function inWords({ subject, part, member, members }: Stray): Remedy {
  const key = WORDS[part];
  const target = members.get(key)?.value;
  const words = stringOf(member.value) ?? '';
  const canAppend = target?.type === 'string' && words.trim() !== '';
  const edits = () => (target ? [appendWords(target, words), removeMember(subject.text, member)] : []);
  return {
    advice: `Say it in "${key}", or remove it.`,
    fixes: () => (canAppend ? [{ title: `Append it to "${key}"`, edits: edits(), certain: false }] : []),
  };
}

function remedyOf(stray: Stray): Remedy {
  return (
    renaming(stray) ??
    joining(stray) ??
    moving(stray) ??
    aboutGeneration(stray) ??
    otherName(stray) ??
    inWords(stray)
  );
}

/** Members that another rule covers completely, because they are the composition or the box under other keys. */
function saidElsewhere(prompt: PromptSubject, part: Part, object: LocatedObject): readonly Member[] {
  if (part === 'prompt') return membersOfLostComposition(prompt);
  return part === 'element' ? (lostBoxes(prompt).get(object.node)?.members ?? []) : [];
}

function strayIn(
  subject: Subject,
  prompt: PromptSubject,
  part: Part,
  object: LocatedObject,
): readonly Stray[] {
  const known = KNOWN[part];
  if (object.members.every(({ name }) => known.has(name))) return [];
  const members = byName(object.members);
  const elsewhere = saidElsewhere(prompt, part, object);
  // If a name is repeated, only the last one counts.
  return object.members
    .filter((member) => !known.has(member.name) && members.get(member.name) === member)
    .filter((member) => !elsewhere.includes(member))
    .map((member) => ({ subject, prompt, part, member, members }));
}

/** Keys that the trained shape does not have at their position. */
export const unknownKey: Rule = {
  id: 'unknown-key',
  level: 'shape',
  severity: 'warning',
  summary: 'A key is not known where it stands; the model was not trained on it.',
  check(subject, report) {
    forEachPart(subject, (part, object, prompt) => {
      for (const stray of strayIn(subject, prompt, part, object)) {
        const { member } = stray;
        const { advice, fixes } = remedyOf(stray);
        const remove = () => removeMember(subject.text, member);
        report({
          offset: member.key.offset,
          length: member.key.length,
          path: [...object.path, member.name],
          message: `"${member.name}" is not a key of ${PART_NAMES[part]}. ${advice}`,
          fixes: () => [...fixes(), { title: `Remove "${member.name}"`, edits: [remove()], certain: false }],
        });
      }
    });
  },
};
