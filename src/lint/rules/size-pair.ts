import { insertMember, removeMember } from '../../prompt/members';
import { numberOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { TASK_KEYS } from '../../task/shape';
import { SIZES } from '../../task/sizes';
import { reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

function fixes({ text, parsed }: Subject, path: JsonPath): Fix[] {
  const member = parsed.memberAt(path);
  const task = parsed.nodeAt(path.slice(0, -1));
  if (!member || !task) return [];
  const [own, other] =
    member.name === 'width' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const value = numberOf(member.value);
  const partners = SIZES.filter((size) => size[own] === value).map((size): Fix => {
    const edit = insertMember(text, task, other, String(size[other]), TASK_KEYS);
    return { title: `Add ${other} ${size[other]} (${size.ratio})`, edits: [edit], certain: false };
  });
  const remove = removeMember(text, member);
  return [...partners, { title: `Remove ${own} for the default size`, edits: [remove], certain: false }];
}

/** A width without a height, or the other way round. */
export const sizePair: Rule = {
  id: 'size-pair',
  level: 'api',
  severity: 'error',
  summary: 'A task has width without height, or height without width.',
  check(subject, report) {
    reportRefusals(subject, report, 'size-pair', ({ path }) => fixes(subject, path));
  },
};
