import { insertMember, removeMember } from '../../prompt/members';
import { memberOf, membersOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { SETTINGS_KEYS, TASK_KEYS } from '../../task/shape';
import { LostInTasks } from '../shape/lost-task';
import { reportRefusals } from '../refusals';
import type { Fix, Rule } from '../rule';
import type { Subject } from '../subject';

const EMPTY_PROMPT = '{ "compositional_deconstruction": { "background": "", "elements": [] } }';

function keepOne({ text, parsed }: Subject, task: JsonPath): Fix[] {
  const sentence = parsed.memberAt([...task, 'positivePrompt']);
  const prompt = parsed.memberAt([...task, 'settings', 'structuredPrompt']);
  if (!sentence || !prompt) return [];
  return [
    { title: 'Keep the structured prompt', edits: [removeMember(text, sentence)], certain: false },
    { title: 'Keep "positivePrompt"', edits: [removeMember(text, prompt)], certain: false },
  ];
}

function addOne({ text, parsed }: Subject, path: JsonPath): Fix[] {
  const task = parsed.nodeAt(path);
  if (task?.type !== 'object') return [];
  const settings = memberOf(membersOf(task), 'settings');
  const prompt =
    settings?.value.type === 'object'
      ? insertMember(text, settings.value, 'structuredPrompt', EMPTY_PROMPT, SETTINGS_KEYS)
      : insertMember(text, task, 'settings', `{ "structuredPrompt": ${EMPTY_PROMPT} }`, TASK_KEYS);
  const sentence = insertMember(text, task, 'positivePrompt', '""', TASK_KEYS);
  const fixes: Fix[] = [{ title: 'Add "positivePrompt"', edits: [sentence], certain: false }];
  // Settings that are not an object are another problem.
  if (!settings || settings.value.type === 'object') {
    fixes.unshift({ title: 'Add an empty structured prompt', edits: [prompt], certain: false });
  }
  return fixes;
}

/** The service takes either a sentence or a structured prompt, never both and never neither. */
export const promptExactlyOne: Rule = {
  id: 'prompt-exactly-one',
  level: 'api',
  severity: 'error',
  summary: 'A task has both or neither of positivePrompt and settings.structuredPrompt.',
  check(subject, report) {
    const lost = new LostInTasks(subject);
    reportRefusals(
      subject,
      report,
      'prompt-exactly-one',
      ({ path }) =>
        path.at(-1) === 'positivePrompt' ? keepOne(subject, path.slice(0, -1)) : addOne(subject, path),
      ({ path }) => lost.of(subject.parsed.nodeAt(path)),
    );
  },
};
