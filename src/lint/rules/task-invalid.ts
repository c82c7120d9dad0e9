import { removeMember, replaceValue } from '../../prompt/members';
import { type Node, numberOf, stringOf } from '../../prompt/nodes';
import type { Refusal } from '../../task/check';
import { memberAt, nodeAt, reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

/** A word that differs from an allowed one in nothing but case. */
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

function fixes({ text, parsed }: Subject, { path, keyword, params, target }: Refusal): Fix[] {
  const node = nodeAt(parsed.root, path);
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
      const member = target === 'key' ? memberAt(parsed.root, path) : undefined;
      const removes = keyword === 'additionalProperties' || keyword === 'false schema';
      return member && removes
        ? [{ title: `Remove "${member.name}"`, edits: [removeMember(text, member)], certain: false }]
        : [];
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
    reportRefusals(subject, report, 'task-invalid', (refusal) => fixes(subject, refusal));
  },
};
