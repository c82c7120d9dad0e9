import type { Rule } from '../../../src/lint/rule';
import { applyFix, runRule } from './run-rule';

/** A problem with the words that it underlines, and each fix with the text that it makes. */
export interface SeenProblem {
  readonly at: string;
  readonly path: string;
  readonly message: string;
  readonly fixes: readonly SeenFix[];
}

export interface SeenFix {
  readonly title: string;
  readonly certain: boolean;
  readonly result: string;
}

/** What one rule says about the text of a document. */
export function problemsOf(rule: Rule, text: string, kind: 'prompt' | 'task' = 'prompt'): SeenProblem[] {
  const fileName = kind === 'task' ? 'a.image-task.json' : 'a.structured-prompt.json';
  return runRule(rule, fileName, text).map(({ underlined, path, message, fixes }) => ({
    at: underlined,
    path: path.join('.'),
    message,
    fixes: (fixes?.() ?? []).map((fix) => ({
      title: fix.title,
      certain: fix.certain,
      result: applyFix(text, fix),
    })),
  }));
}

/** The text of a prompt with these elements, written as they are. */
export function withElements(...elements: string[]): string {
  return `{ "compositional_deconstruction": { "background": "a room", "elements": [${elements.join(', ')}] } }`;
}

/** The text of a prompt with an object in a box, written as it is. */
export function withBox(bbox: string): string {
  return withElements(`{ "type": "obj", "bbox": ${bbox}, "desc": "a cup" }`);
}

/** The text of a prompt with an object that is described so. */
export function withDesc(desc: string): string {
  return withElements(`{ "type": "obj", "desc": ${JSON.stringify(desc)} }`);
}

/** The words that a rule of wording underlines in a description. */
export function wordsIn(rule: Rule, desc: string): string[] {
  return problemsOf(rule, withDesc(desc)).map(({ at }) => at);
}
