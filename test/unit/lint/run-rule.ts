import assert from 'node:assert/strict';
import type { Finding, Fix, Rule } from '../../../src/lint/rule';
import { type Generation, subjectOf } from '../../../src/lint/subject';
import { applyEdits } from '../../../src/prompt/edit';
import { kindOf } from '../../../src/prompt/kind';
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
  rule.check(subjectOf(parsed, kindOf(fileName, parsed) ?? 'prompt', generation), (finding) => {
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
