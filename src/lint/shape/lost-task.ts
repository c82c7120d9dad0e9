import type { TextEdit } from '../../prompt/edit';
import type { LocatedObject } from '../../prompt/located-document';
import { renameMember, reorderMembers } from '../../prompt/members';
import { itemsOf, type Member, memberOf, membersOf, type Node, nodeAt } from '../../prompt/nodes';
import { SCHEMA_KEY } from '../../prompt/shape';
import { replaceByInner, wrapMembers, wrapValue } from '../../prompt/unwrap';
import { SETTINGS_KEYS, TASK_KEYS } from '../../task/shape';
import { inSteps, type Step } from '../changes';
import type { Known } from '../refusals';
import type { Fix } from '../rule';
import type { Subject } from '../subject';
import { moved } from './homes';
import { type LostPrompt, lostPromptsIn } from './lost-prompt';
import { recognize } from './recognize';

const HOME = ['settings', 'structuredPrompt'] as const;
const OF_TASK: ReadonlySet<string> = new Set(TASK_KEYS);

/** A prompt in a task that lacks it at the usual path. */
type LostInTask =
  /** The task itself is a prompt, or some of its members are. */
  | { readonly kind: 'bare'; readonly members: readonly Member[]; readonly whole: boolean }
  | { readonly kind: 'within'; readonly lost: LostPrompt; readonly entry: Member }
  /** The only task of the document has a list of prompts. */
  | { readonly kind: 'several'; readonly entry: Member };

function isListOfPrompts({ type, children = [] }: Node): boolean {
  return (
    type === 'array' && children.length > 1 && children.every((item) => recognize(item)?.shape === 'prompt')
  );
}

function find({ node, members }: LocatedObject): LostInTask | undefined {
  if (memberOf(members, 'positivePrompt') ?? nodeAt(node, HOME)) return undefined;
  if (recognize(node)?.shape === 'prompt') {
    const own = members.filter(({ name }) => !OF_TASK.has(name));
    const whole = own.length === members.length;
    return { kind: 'bare', members: own.filter(({ name }) => whole || name !== SCHEMA_KEY), whole };
  }
  const several = node.parent ? undefined : members.find(({ value }) => isListOfPrompts(value));
  if (several) return { kind: 'several', entry: several };
  const [lost, another] = lostPromptsIn(node);
  const entry = members.find(({ property }) => property === lost?.entry);
  return lost && entry && !another ? { kind: 'within', lost, entry } : undefined;
}

/** Moves the prompt, a member of the task, into the settings, adding them if there are none. */
function intoSettings(name: string): Step {
  return (now, task) => {
    const members = membersOf(task);
    const member = memberOf(members, name);
    const settings = memberOf(members, 'settings')?.value;
    if (!member) return [];
    if (settings) return moved(now, member, settings, SETTINGS_KEYS, 'structuredPrompt');
    return [...wrapMembers(now, member, member, 'settings'), renameMember(member, 'structuredPrompt')];
  };
}

function hasUsableSettings({ members }: LocatedObject): boolean {
  return (memberOf(members, 'settings')?.value.type ?? 'object') === 'object';
}

function gathering(text: string, task: LocatedObject, own: readonly Member[]): readonly TextEdit[] {
  const names = own.map(({ name }) => name);
  const [first] = names;
  const last = names.at(-1);
  if (first === undefined || last === undefined || !hasUsableSettings(task)) return [];
  const order = task.members
    .map(({ name }) => name)
    .flatMap((name) => (name === first ? names : names.includes(name) ? [] : [name]));
  return inSteps(text, task.node, reorderMembers(text, task.node, order), [
    (now, node) => {
      const [from, to] = [first, last].map((name) => memberOf(membersOf(node), name));
      return from && to ? wrapMembers(now, from, to, 'structuredPrompt') : [];
    },
    intoSettings('structuredPrompt'),
  ]);
}

/** The member that holds the prompt itself. */
function holderOf(task: LocatedObject, { value }: LostPrompt): Member | undefined {
  const settings = memberOf(task.members, 'settings')?.value;
  return [...task.members, ...membersOf(settings)].find((member) => member.value === value);
}

function homing(text: string, task: LocatedObject, lost: LostPrompt, entry: Member): readonly TextEdit[] {
  const settings = memberOf(task.members, 'settings');
  const { value, json, narrow } = lost;
  if (entry === settings) {
    const holder = holderOf(task, lost);
    if (!holder) return [];
    return [renameMember(holder, 'structuredPrompt'), ...replaceByInner(text, value, value, json)];
  }
  if (!narrow || !hasUsableSettings(task)) return [];
  return inSteps(text, task.node, replaceByInner(text, entry.value, value, json), [intoSettings(entry.name)]);
}

/** Replaces the entire document with the list of prompts, with one task for each. */
function spreading(text: string, task: LocatedObject, { value }: Member): readonly TextEdit[] {
  return inSteps(text, task.node, replaceByInner(text, task.node, value), [
    (now, list) => itemsOf(list).flatMap((prompt) => wrapValue(now, prompt, HOME)),
  ]);
}

function knownOfSeveral(text: string, task: LocatedObject, entry: Member): Known {
  const { key, name, value } = entry;
  const title = `Make a task of each prompt in "${name}"`;
  return {
    offset: key.offset,
    length: key.length,
    message: `"${name}" holds ${itemsOf(value).length} prompts, where a task holds one: make a list of tasks of them.`,
    fixes: () => [{ title, edits: spreading(text, task, entry), certain: task.members.length === 1 }],
  };
}

const PLACE = HOME.join('.');

function knownOf(text: string, task: LocatedObject, found: LostInTask): Known {
  const fix = (edits: readonly TextEdit[], certain: boolean): Fix[] =>
    edits.length === 0 ? [] : [{ title: `Move the prompt to ${PLACE}`, edits, certain }];
  if (found.kind === 'bare') {
    const { members, whole } = found;
    return {
      offset: task.node.offset,
      length: 1,
      message: `This is a prompt, where a task is due: move it to ${PLACE}.`,
      fixes: () => fix(whole ? wrapValue(text, task.node, HOME) : gathering(text, task, members), whole),
    };
  }
  if (found.kind === 'several') return knownOfSeveral(text, task, found.entry);
  const { lost, entry } = found;
  const { key, name } = holderOf(task, lost) ?? entry;
  const isCertain = task.members.every((member) => member === entry || OF_TASK.has(member.name));
  return {
    offset: key.offset,
    length: key.length,
    message: `"${name}" holds the prompt${lost.json === undefined ? '' : ' as a string'}: move it to ${PLACE}.`,
    fixes: () => fix(homing(text, task, lost, entry), isCertain),
  };
}

/** The members that make up such a prompt, or that contain it. */
function ownOf(task: LocatedObject, found: LostInTask): readonly (Member | undefined)[] {
  switch (found.kind) {
    case 'bare':
      return found.members;
    case 'several':
      return [found.entry];
    case 'within':
      return [found.entry, holderOf(task, found.lost)];
  }
}

/** The prompts of a document's tasks that are not at their usual path. Each task is searched once. */
export class LostInTasks {
  private readonly text: string;
  private readonly tasks: ReadonlyMap<Node, LocatedObject>;
  private readonly found = new Map<LocatedObject, LostInTask | undefined>();

  constructor({ text, tasks }: Subject) {
    this.text = text;
    this.tasks = new Map(tasks.map((task) => [task.node, task]));
  }

  /** The report of a task that has its prompt elsewhere. */
  of(node: Node | undefined): Known | undefined {
    const task = node && this.tasks.get(node);
    const found = task && this.findIn(task);
    return found && knownOf(this.text, task, found);
  }

  /** Whether a member belongs to such a prompt and is therefore reported already. */
  covers(member: Member): boolean {
    const holder = member.property.parent;
    const task = holder && (this.tasks.get(holder) ?? this.taskOfSettings(holder));
    const found = task && this.findIn(task);
    if (!task || !found) return false;
    return ownOf(task, found).some((each) => each?.property === member.property);
  }

  private taskOfSettings(settings: Node): LocatedObject | undefined {
    const task = settings.parent?.parent;
    return task && this.tasks.get(task);
  }

  private findIn(task: LocatedObject): LostInTask | undefined {
    if (!this.found.has(task)) this.found.set(task, find(task));
    return this.found.get(task);
  }
}
