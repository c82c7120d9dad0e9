import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lintDocument } from '../../../src/lint/lint';
import type { Rule } from '../../../src/lint/rule';
import { RULES } from '../../../src/lint/rules';
import { readChoices } from '../../../src/lint/severities';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../../docs/rules.md'), 'utf8');

interface Section {
  readonly id: string;
  readonly text: string;
}

const SECTIONS: readonly Section[] = PAGE.split(/^## /m)
  .slice(1)
  .map((text) => ({ id: /^`([a-z-]+)`/.exec(text)?.[1] ?? '', text }))
  .filter(({ id }) => id !== '');

const LEVEL_NAMES = { api: 'Service', shape: 'Trained shape', layout: 'Layout', wording: 'Wording' } as const;

interface Example {
  readonly text: string;
  readonly fileName: string;
}

function examples(section: Section, quality: 'good' | 'bad'): Example[] {
  const fences = section.text.matchAll(/^```jsonc? (good|bad)( task)?\n([\s\S]*?)^```$/gm);
  return [...fences]
    .filter((match) => match[1] === quality)
    .map((match) => ({
      text: match[3] ?? '',
      fileName: match[2] ? 'example.image-task.json' : 'example.structured-prompt.json',
    }));
}

/** The rules that report something in an example, with the rule of the section asked for. */
function reported({ text, fileName }: Example, rule: Rule): string[] {
  const { choices } = readChoices(rule.severity === 'off' ? { [rule.id]: 'warning' } : {});
  return [
    ...new Set(lintDocument(fileName, text, { severities: choices }).problems.map((problem) => problem.rule)),
  ];
}

describe('docs/rules.md', () => {
  it('has a section for each rule, in their order, and no others', () => {
    assert.deepEqual(
      SECTIONS.map(({ id }) => id),
      RULES.map(({ id }) => id),
    );
  });

  for (const rule of RULES) {
    describe(rule.id, () => {
      const section = SECTIONS.find(({ id }) => id === rule.id) ?? { id: '', text: '' };

      it('names its group and its severity', () => {
        const severity = rule.severity === 'off' ? 'off unless asked for' : rule.severity;
        assert.match(section.text, new RegExp(`\\*\\*${LEVEL_NAMES[rule.level]}, ${severity}\\.\\*\\*`));
      });

      it('has bad examples, which it reports', () => {
        const bad = examples(section, 'bad');
        assert.ok(bad.length > 0, `docs/rules.md needs a "json bad" example for ${rule.id}`);
        for (const example of bad) assert.ok(reported(example, rule).includes(rule.id), example.text);
      });

      it('has good examples, in which nothing is wrong', () => {
        const good = examples(section, 'good');
        assert.ok(good.length > 0, `docs/rules.md needs a "json good" example for ${rule.id}`);
        for (const example of good) assert.deepEqual(reported(example, rule), [], example.text);
      });

      it('has a fix if it says so, and none if it does not', () => {
        const promised = /Fix: (certain|choice|none)/.exec(section.text)?.[1];
        const found = examples(section, 'bad').flatMap(({ text, fileName }) => {
          const { choices } = readChoices(rule.severity === 'off' ? { [rule.id]: 'warning' } : {});
          return lintDocument(fileName, text, { severities: choices })
            .problems.filter((problem) => problem.rule === rule.id)
            .flatMap((problem) => problem.fixes());
        });
        const offered = found.some(({ certain }) => certain)
          ? 'certain'
          : found.length > 0
            ? 'choice'
            : 'none';
        assert.equal(offered, promised);
      });
    });
  }
});
