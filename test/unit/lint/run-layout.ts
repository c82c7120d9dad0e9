import assert from 'node:assert/strict';
import type { Rule } from '../../../src/lint/rule';
import { subjectOf } from '../../../src/lint/subject';
import type { TextEdit } from '../../../src/prompt/edit';
import { parseDocument } from '../../../src/prompt/parse';

/** An element as it stands in a prompt; its keys in the order given. */
export type Written = Readonly<Record<string, unknown>>;

export type Sides = readonly [width: number, height: number];

/** A problem, with its fixes applied. */
export interface Found {
  readonly index: number;
  readonly at: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly certain: boolean; readonly text: string }[];
}

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

function applied(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (rest, edit) => rest.slice(0, edit.offset) + edit.text + rest.slice(edit.offset + edit.length),
      text,
    );
}

/** What one rule finds in a prompt that is generated at a size. */
export function problemsIn(rule: Rule, text: string, [width, height]: Sides = [2048, 2048]): Found[] {
  const parsed = parseDocument(text);
  assert.deepEqual(parsed.syntaxProblems, []);
  const problems: Found[] = [];
  rule.check(subjectOf(parsed, 'prompt', { width, height, format: 'JPG' }), (finding) => {
    problems.push({
      index: Number(finding.path[2]),
      at: text.slice(finding.offset, finding.offset + finding.length),
      message: finding.message,
      fixes: (finding.fixes?.() ?? []).map(({ title, certain, edits }) => ({
        title,
        certain,
        text: applied(text, edits),
      })),
    });
  });
  return problems;
}

/** The places of the elements that one rule reports. */
export function reported(rule: Rule, elements: readonly Written[], size?: Sides): number[] {
  return problemsIn(rule, promptWith(...elements), size).map(({ index }) => index);
}
