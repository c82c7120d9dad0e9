import assert from 'node:assert/strict';
import type { Finding, Fix, Rule } from '../../../src/lint/rule';
import { type Generation, subjectOf } from '../../../src/lint/subject';
import { applyEdits } from '../../../src/prompt/edit';
import { kindOf } from '../../../src/prompt/kind';
import { locate } from '../../../src/prompt/located-document';
import { parseDocument } from '../../../src/prompt/parse';
import { formatPath } from '../../../src/prompt/path';
import { DEFAULT_OPTIONS } from '../../../src/task/types';

/** What a rule found, with the text that it underlines. */
export interface Found extends Finding {
  readonly underlined: string;
}

/** Runs one rule over a text without syntax errors. */
export function runRule(
  rule: Rule,
  fileName: string,
  text: string,
  generation: Generation = DEFAULT_OPTIONS,
): Found[] {
  const parsed = parseDocument(text);
  assert.deepEqual(parsed.syntaxProblems, []);
  const found: Found[] = [];
  rule.check(subjectOf(locate(parsed, kindOf(fileName, parsed) ?? 'prompt'), generation), (finding) => {
    const underlined = parsed.text.slice(finding.offset, finding.offset + finding.length);
    found.push({ ...finding, underlined });
  });
  return found.sort((a, b) => a.offset - b.offset);
}

/** The same over a value, which may have names twice only in a text. */
export function runRuleOn(rule: Rule, value: unknown, fileName = 'a.structured-prompt.json'): Found[] {
  return runRule(rule, fileName, JSON.stringify(value, undefined, 2));
}

/** `path: underlined` of each. */
export function places(found: readonly Found[]): string[] {
  return found.map(({ path, underlined }) => `${formatPath(path)}: ${underlined}`);
}

/** The titles of the fixes, those that are certain with an exclamation mark. */
export function titles({ fixes }: Finding): string[] {
  return (fixes?.() ?? []).map(({ title, certain }) => (certain ? `${title}!` : title));
}

/** The fix with a title, which must be there. */
export function fixNamed({ fixes }: Finding, title: string): Fix {
  const named = (fixes?.() ?? []).find((fix) => fix.title === title);
  assert.ok(named, `no fix "${title}"`);
  return named;
}

/** The text after a fix; what comes out must be JSON. */
export function applyFix(text: string, fix: Fix): string {
  const result = applyEdits(text, fix.edits);
  assert.deepEqual(parseDocument(result).syntaxProblems, []);
  return result;
}

/** A problem as tests compare it: the words that it underlines, and each fix with the text that it makes. */
export interface SeenProblem {
  /** The place of the element that it is about. */
  readonly index: number;
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

export type Sides = readonly [width: number, height: number];

/** What one rule says about the text of a prompt that is generated at a size. */
export function problemsOf(rule: Rule, text: string, [width, height]: Sides = [2048, 2048]): SeenProblem[] {
  return runRule(rule, 'a.structured-prompt.json', text, { width, height, format: 'JPG' }).map(
    ({ underlined, path, message, fixes }) => ({
      index: Number(path[2]),
      at: underlined,
      path: path.join('.'),
      message,
      fixes: (fixes?.() ?? []).map((fix) => ({
        title: fix.title,
        certain: fix.certain,
        result: applyFix(text, fix),
      })),
    }),
  );
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

/** An element as it stands in a prompt; its keys in the order given. */
export type Written = Readonly<Record<string, unknown>>;

/** A text element in a box. */
export function lettering(text: string, bbox: readonly number[], desc = 'sans-serif'): Written {
  return { type: 'text', bbox, text, desc };
}

/** An object in a box. */
export function thing(desc: string, bbox?: readonly number[]): Written {
  return bbox ? { type: 'obj', bbox, desc } : { type: 'obj', desc };
}

/** The text of a prompt with these elements. */
export function promptWith(...elements: readonly Written[]): string {
  return JSON.stringify({ compositional_deconstruction: { background: 'x', elements } }, null, 2);
}

/** The elements of a prompt's text. */
export function elementsOf(text: string | undefined): Written[] {
  const value = JSON.parse(text ?? '{}') as { compositional_deconstruction: { elements: Written[] } };
  return value.compositional_deconstruction.elements;
}

/** The places of the elements that one rule reports. */
export function reported(rule: Rule, elements: readonly Written[], size?: Sides): number[] {
  return problemsOf(rule, promptWith(...elements), size).map(({ index }) => index);
}
