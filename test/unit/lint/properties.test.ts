import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixAll } from '../../../src/lint/fix-all';
import { type LintedDocument, lintDocument } from '../../../src/lint/lint';
import { LEVELS, type Severity } from '../../../src/lint/rule';
import { canonicalEdits } from '../../../src/prompt/canonical';
import { normalColor } from '../../../src/prompt/color';
import { applyEdits } from '../../../src/prompt/edit';
import { parseDocument } from '../../../src/prompt/parse';
import { jsonValues, writtenJson } from '../prompt/written';
import { KEYS, mutated, realValues, withRepeat } from './mutations';

/** Every rule reports, those too that are off unless asked for. */
const ALL = { severities: new Map<string, Severity>(LEVELS.map((level) => [level, 'warning'])) };

interface Written {
  readonly name: string;
  readonly text: string;
}

/** A prompt as it is, or within a task. */
function asFile(value: unknown, isTask: boolean): { name: string; value: unknown } {
  if (!isTask) return { name: 'a.structured-prompt.json', value };
  const task = { taskType: 'imageInference', width: 1024, settings: { structuredPrompt: value } };
  return { name: 'a.image-task.json', value: task };
}

const anything: fc.Arbitrary<Written> = fc.record({
  name: fc.constantFrom('a.structured-prompt.json', 'a.image-task.json'),
  text: writtenJson(jsonValues(KEYS)),
});

const mistaken: fc.Arbitrary<Written> = fc
  .tuple(fc.constantFrom(...realValues()).chain(mutated), fc.boolean(), fc.option(fc.nat()))
  .chain(([prompt, isTask, repeat]) => {
    const { name, value } = asFile(prompt, isTask);
    const written = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(undefined, 2, '\t').map((space) => JSON.stringify(value, null, space)),
      },
      { weight: 1, arbitrary: writtenJson(fc.constant(value)) },
    );
    return written.map((text) => ({ name, text: repeat === null ? text : withRepeat(text, repeat) }));
  });

/** Checks something of any value and of real prompts with mistakes. */
function holds(check: (document: LintedDocument, file: Written) => void): void {
  for (const [files, numRuns] of [
    [anything, 60],
    [mistaken, 60],
  ] as const) {
    fc.assert(
      fc.property(files, (file) => {
        check(lintDocument(file.name, file.text, ALL), file);
      }),
      { numRuns },
    );
  }
}

/** The value with its colors in their one form. */
function inOneForm(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_name, part: unknown) =>
    typeof part === 'string' ? (normalColor(part) ?? part) : part,
  ) as unknown;
}

describe('all rules together, over any value and any mistake', () => {
  it('report something that can be seen, within the text, in sentences', () => {
    holds(({ parsed, problems }) => {
      for (const { offset, length, message, rule } of problems) {
        assert.ok(offset >= 0 && length > 0 && offset + length <= parsed.text.length, rule);
        assert.match(message, /\S.*\.$/su, rule);
      }
    });
  });

  it('offer fixes that each change the text, and leave JSON behind', () => {
    holds(({ parsed, problems }) => {
      for (const { rule, fixes } of problems) {
        for (const { title, edits } of fixes()) {
          const result = applyEdits(parsed.text, edits);
          assert.notEqual(result, parsed.text, `${rule}: ${title}`);
          assert.deepEqual(parseDocument(result).syntaxProblems, [], `${rule}: ${title}`);
        }
      }
    });
  });

  it('have nothing certain left to mend after everything was mended', () => {
    holds((_document, { name, text }) => {
      const mended = fixAll(name, text, ALL);
      const left = lintDocument(name, mended.text, ALL).problems.filter(({ fixes }) =>
        fixes().some(({ certain }) => certain),
      );
      assert.deepEqual(left, []);
      assert.deepEqual(fixAll(name, mended.text, ALL).edits, []);
    });
  });

  it('report nothing that is turned off or suppressed, and all else as before', () => {
    holds(({ problems }, { name, text }) => {
      const blocking = problems.filter((problem) => problem.blocking).map(({ message }) => message);
      const off = { severities: new Map(LEVELS.map((level) => [level, 'off' as const])) };
      const visible = lintDocument(name, text, off).problems.filter(
        ({ rule }) => rule !== 'transparent-format',
      );
      assert.deepEqual(
        visible.map(({ message }) => message),
        blocking,
      );
      const suppressed = lintDocument(name, `// structured-prompt-disable\n${text}`, ALL).problems;
      assert.deepEqual(
        suppressed.map(({ message }) => message),
        blocking,
      );
    });
  });

  it('see the same value in the canonical form, which is canonical', () => {
    holds((_document, { text }) => {
      const { root, value } = parseDocument(text);
      assert.ok(root);
      const canonical = applyEdits(text, canonicalEdits(text, root));
      const again = parseDocument(canonical);
      assert.ok(again.root);
      assert.deepEqual(inOneForm(again.value), inOneForm(value));
      assert.deepEqual(canonicalEdits(canonical, again.root), []);
    });
  });
});
