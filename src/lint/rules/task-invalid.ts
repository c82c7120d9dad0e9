import { removeMember, renameMember, replaceValue } from '../../prompt/members';
import { type Member, memberOf, membersOf, type Node, numberOf, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import type { Refusal } from '../../task/check';
import { SETTINGS_KEYS, TASK_KEYS } from '../../task/shape';
import { moved } from '../shape/homes';
import { written } from '../shape/parts';
import { LostInTasks } from '../shape/lost-task';
import { reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

/** A word that differs from an allowed one only in its case. */
function sameWord(node: Node, allowed: unknown): Fix[] {
  const words = Array.isArray(allowed) ? allowed : [allowed];
  const written = stringOf(node)?.trim().toLowerCase();
  return words
    .filter((word): word is string => typeof word === 'string' && word.toLowerCase() === written)
    .map((word) => ({
      title: `Write ${word}`,
      edits: [replaceValue(node, JSON.stringify(word))],
      certain: true,
    }));
}

function oneOf(node: Node, allowed: unknown): Fix[] {
  const same = sameWord(node, allowed);
  if (same.length > 0) return same;
  const words = Array.isArray(allowed) ? allowed : [allowed];
  return words.map((word) => {
    const json = JSON.stringify(word);
    return { title: `Use ${json}`, edits: [replaceValue(node, json)], certain: false };
  });
}

/** `"4"` for 4 and `"true"` for true. */
function unquoted(node: Node, type: unknown): Fix[] {
  const written = (stringOf(node) ?? '').trim();
  const fits =
    type === 'boolean'
      ? /^(true|false)$/.test(written)
      : (type === 'integer' && /^-?(0|[1-9]\d*)$/.test(written)) ||
        (type === 'number' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(written));
  return fits ? [{ title: 'Remove the quotes', edits: [replaceValue(node, written)], certain: true }] : [];
}

function limited(node: Node, limit: unknown): Fix[] {
  if (numberOf(node) === undefined || typeof limit !== 'number') return [];
  return [{ title: `Use ${limit}`, edits: [replaceValue(node, String(limit))], certain: false }];
}

/** Moves a settings key from the task into its settings, or a task key out of them. */
function moving({ text, parsed }: Subject, path: JsonPath, member: Member): Fix[] {
  const { name, value } = member;
  const within = path.at(-2) === 'settings';
  const order: readonly string[] = within ? TASK_KEYS : SETTINGS_KEYS;
  const task = parsed.nodeAt(path.slice(0, within ? -2 : -1));
  if (!task || !order.includes(name)) return [];
  const settings = parsed.memberAt([...path.slice(0, within ? -2 : -1), 'settings']);
  const title = within ? 'Move it to the task' : 'Move it to the settings';
  if (!within && !settings) {
    const json = `{ ${JSON.stringify(name)}: ${written(text, value)} }`;
    return [{ title, edits: [renameMember(member, 'settings'), replaceValue(value, json)], certain: false }];
  }
  const home = within ? task : settings?.value;
  if (home?.type !== 'object' || memberOf(membersOf(home), name)) return [];
  return [{ title, edits: moved(text, member, home, order), certain: false }];
}

function fixes(subject: Subject, { path, keyword, params, target }: Refusal): Fix[] {
  const { text, parsed } = subject;
  const node = parsed.nodeAt(path);
  if (!node) return [];
  switch (keyword) {
    case 'enum':
      return oneOf(node, params['allowedValues']);
    case 'const':
      return oneOf(node, params['allowedValue']);
    case 'type':
      return unquoted(node, params['type']);
    case 'minimum':
    case 'maximum':
      return limited(node, params['limit']);
    default: {
      const member = target === 'key' ? parsed.memberAt(path) : undefined;
      const removes = keyword === 'additionalProperties' || keyword === 'false schema';
      if (!member || !removes) return [];
      const remove = {
        title: `Remove "${member.name}"`,
        edits: [removeMember(text, member)],
        certain: false,
      };
      return [...moving(subject, path, member), remove];
    }
  }
}

/** Everything else that the task's schema forbids. */
export const taskInvalid: Rule = {
  id: 'task-invalid',
  level: 'api',
  severity: 'error',
  summary: 'A field of a task is unknown, of the wrong type or out of its range.',
  check(subject, report) {
    const lost = new LostInTasks(subject);
    const isSaid = ({ path, keyword }: Refusal): boolean => {
      if (keyword !== 'additionalProperties') return false;
      const member = subject.parsed.memberAt(path);
      return member !== undefined && lost.covers(member);
    };
    reportRefusals(
      subject,
      report,
      'task-invalid',
      (refusal) => fixes(subject, refusal),
      (refusal) => (isSaid(refusal) ? 'said' : undefined),
    );
  },
};
