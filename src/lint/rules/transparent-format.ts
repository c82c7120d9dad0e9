import type { LocatedObject } from '../../prompt/located-document';
import { insertMember, replaceValue } from '../../prompt/members';
import { type Member, memberOf, stringOf } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { KEY } from '../../prompt/shape';
import { TASK_KEYS } from '../../task/shape';
import type { Fix, Report, Rule } from '../rule';
import type { PromptSubject, Subject } from '../subject';

const ASKS =
  /\btransparent (?:background|backdrop|canvas|png|webp)\b|\bbackground (?:is |stays )?(?:fully |completely )?transparent\b|\balpha channel\b/i;
/** A background that is transparent and nothing else, unlike one of transparent glass. */
const IS_TRANSPARENT =
  /^\W*(?:(?:fully|completely|plain|pure|a|an|empty) )*transparen(?:t|cy)(?:\W*$|\W+(?:with|no|without)\b|[,.;:(])/i;

function asks(member: Member): boolean {
  const text = stringOf(member.value) ?? '';
  return ASKS.test(text) || (member.name === 'background' && IS_TRANSPARENT.test(text));
}

interface Wish {
  readonly member: Member;
  readonly path: JsonPath;
}

function wishIn(object: LocatedObject | undefined, names: readonly string[]): Wish[] {
  return names.flatMap((name) => {
    const member = memberOf(object?.members ?? [], name);
    return member && asks(member) ? [{ member, path: [...(object?.path ?? []), name] }] : [];
  });
}

/** Where a prompt asks for a transparent background. */
function wishOf({ root, style, composition }: PromptSubject): Wish | undefined {
  return [
    ...wishIn(composition, ['background']),
    ...wishIn(root, [KEY.summary]),
    ...wishIn(style, ['aesthetics', 'medium', KEY.artStyle]),
  ][0];
}

function taskFixes({ text }: Subject, task: LocatedObject): Fix[] {
  const written = memberOf(task.members, 'outputFormat');
  return ['"PNG"', '"WEBP"'].map((format) => {
    const edit = written
      ? replaceValue(written.value, format)
      : insertMember(text, task.node, 'outputFormat', format, TASK_KEYS);
    return { title: `Use the format ${format.slice(1, -1)}`, edits: [edit], certain: false };
  });
}

function checkTask(
  subject: Subject,
  task: LocatedObject,
  prompt: PromptSubject | undefined,
  report: Report,
): void {
  const format = memberOf(task.members, 'outputFormat');
  if (format && stringOf(format.value) !== 'JPG') return;
  const wish = (prompt && wishOf(prompt)) ?? wishIn(task, ['positivePrompt'])[0];
  if (!wish) return;
  // The format has to change; if none is written, only the request for transparency can be underlined.
  const { offset, length } = (format ?? wish.member).value;
  const path = format ? [...task.path, 'outputFormat'] : wish.path;
  const message = 'A transparent background is lost in JPG: use the outputFormat "PNG" or "WEBP".';
  report({ offset, length, path, message, fixes: () => taskFixes(subject, task) });
}

function checkPrompt(prompt: PromptSubject, report: Report): void {
  const wish = prompt.generation.format === 'JPG' ? wishOf(prompt) : undefined;
  if (!wish) return;
  const { offset, length } = wish.member.value;
  const message = 'A transparent background is lost in JPG: generate this prompt as PNG or WEBP.';
  report({ offset, length, path: wish.path, message });
}

/** A transparent background in a format without transparency. */
export const transparentFormat: Rule = {
  id: 'transparent-format',
  level: 'api',
  severity: 'warning',
  summary: 'A transparent background is asked for, and the format is JPG.',
  check(subject, report) {
    const prompts = new Map(subject.prompts.map((prompt) => [prompt.task, prompt]));
    for (const task of subject.tasks) checkTask(subject, task, prompts.get(task), report);
    const own = prompts.get(undefined);
    if (own) checkPrompt(own, report);
  },
};
