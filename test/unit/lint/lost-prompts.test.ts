import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixAll } from '../../../src/lint/fix-all';
import { lintDocument, type Problem } from '../../../src/lint/lint';
import { commentsOf } from '../../../src/prompt/comments';
import { applyEdits } from '../../../src/prompt/edit';
import { parseDocument } from '../../../src/prompt/parse';
import { writtenJson } from '../prompt/written';
import { realValues } from './mutations';

const PROMPT_FILE = 'a.structured-prompt.json';
const TASK_FILE = 'a.image-task.json';

const STYLE = { aesthetics: 'quiet', lighting: 'dusk', photo: '35mm', medium: 'photograph' };
const COMPOSITION = {
  background: 'a harbor',
  elements: [{ type: 'obj', bbox: [100, 200, 300, 400], desc: 'a rowing boat' }],
};
const PROMPT = {
  high_level_description: 'A harbor at dusk.',
  style_description: STYLE,
  compositional_deconstruction: COMPOSITION,
};
const { compositional_deconstruction: _, ...REST } = PROMPT;

function fixed(value: unknown, name: string): unknown {
  return JSON.parse(fixAll(name, JSON.stringify(value), {}).text);
}

/** The one problem of a document. */
function only(text: string, name = PROMPT_FILE): Problem {
  const { problems } = lintDocument(name, text);
  assert.deepEqual(
    problems.map(({ message }) => message),
    [problems[0]?.message],
  );
  assert.ok(problems[0]);
  return problems[0];
}

/** The titles of the fixes with what each makes; those that are certain with an exclamation mark. */
function choices(text: string, problem: Problem): [string, unknown][] {
  return problem
    .fixes()
    .map(({ title, edits, certain }) => [
      certain ? `${title}!` : title,
      JSON.parse(applyEdits(text, edits)) as unknown,
    ]);
}

describe('a prompt that is not where it should be', () => {
  it('is unwrapped, whatever is around it', () => {
    const wrapped: readonly unknown[] = [
      { json_prompt: PROMPT },
      { settings: { structuredPrompt: PROMPT } },
      { result: { data: [{ caption: PROMPT }] } },
      { prompt: JSON.stringify(PROMPT) },
      { messages: [{ content: JSON.stringify(PROMPT, null, 2) }] },
      [PROMPT],
      JSON.stringify(PROMPT),
    ];
    for (const value of wrapped) {
      const text = JSON.stringify(value);
      const problem = only(text);
      assert.equal(problem.rule, 'composition-required');
      assert.deepEqual(fixed(value, PROMPT_FILE), PROMPT, text);
    }
    const named = '{ "json_prompt": { "compositional_deconstruction": {} } }';
    const { offset, length } = only(named);
    assert.equal(named.slice(offset, offset + length), '"json_prompt"');
  });

  it('is a choice where something else would go with what is around it', () => {
    const text = JSON.stringify({ note: 'first try', json_prompt: PROMPT });
    const problem = lintDocument(PROMPT_FILE, text).problems.find(({ blocking }) => blocking);
    assert.ok(problem);
    assert.deepEqual(choices(text, problem), [
      ['Move the keys of the prompt out of "json_prompt"', { note: 'first try', ...PROMPT }],
      ['Keep only the prompt in "json_prompt"', PROMPT],
    ]);
    assert.deepEqual(fixed({ note: 'first try', json_prompt: PROMPT }, PROMPT_FILE), {
      note: 'first try',
      json_prompt: PROMPT,
    });
    const two = JSON.stringify([PROMPT, { ...PROMPT, high_level_description: 'Another one.' }]);
    assert.deepEqual(
      choices(two, only(two)).map(([title]) => title),
      ['Keep only prompt 1 of 2', 'Keep only prompt 2 of 2'],
    );
  });

  it('keeps the schema that a file names', () => {
    assert.deepEqual(fixed({ $schema: 'x', json_prompt: PROMPT }, PROMPT_FILE), { $schema: 'x', ...PROMPT });
  });

  it('keeps comments, and the layout one level further out', () => {
    const text = [
      '{ // from a service',
      '  "json_prompt": {',
      '    // of the harbor',
      '    "high_level_description": "A harbor.",',
      '    "compositional_deconstruction": {',
      '      "background": "water", "elements": [] // none yet',
      '    }',
      '  } // that is all',
      '}',
      '',
    ].join('\n');
    const wanted = [
      '// from a service',
      '{',
      '  // of the harbor',
      '  "high_level_description": "A harbor.",',
      '  "compositional_deconstruction": {',
      '    "background": "water", "elements": [] // none yet',
      '  }',
      '} // that is all',
      '',
    ].join('\n');
    assert.equal(fixAll(PROMPT_FILE, text, {}).text, wanted);
  });

  it('is not looked for where the prompt is one', () => {
    const text = JSON.stringify({ ...PROMPT, draft: PROMPT });
    assert.equal(only(text).rule, 'unknown-key');
  });
});

describe('a composition that is not where it should be', () => {
  it('gets its name back, and nothing else is said', () => {
    for (const name of ['compositional_description', 'scene', 'layout', 'style']) {
      const problem = only(JSON.stringify({ ...REST, [name]: COMPOSITION }));
      assert.equal(problem.rule, 'composition-required');
      assert.deepEqual(fixed({ ...REST, [name]: COMPOSITION }, PROMPT_FILE), PROMPT);
    }
    assert.deepEqual(
      fixed({ ...REST, scene: { background: 'a harbor', objects: COMPOSITION.elements } }, PROMPT_FILE),
      PROMPT,
    );
  });

  it('is made of its parts where those are keys of the prompt', () => {
    const text = JSON.stringify({ ...REST, ...COMPOSITION }, null, 2);
    only(text);
    assert.equal(fixAll(PROMPT_FILE, text, {}).text, JSON.stringify(PROMPT, null, 2));
    const { background, elements } = COMPOSITION;
    assert.deepEqual(fixed({ objects: elements, ...REST, background }, PROMPT_FILE), PROMPT);
  });

  it('is taken out of a string, and so is a style', () => {
    const quoted = {
      high_level_description: PROMPT.high_level_description,
      style_description: JSON.stringify(STYLE),
      compositional_deconstruction: JSON.stringify(COMPOSITION),
    };
    assert.deepEqual(fixed(quoted, PROMPT_FILE), PROMPT);
  });

  it('is a choice between two', () => {
    const { problems } = lintDocument(PROMPT_FILE, JSON.stringify({ day: COMPOSITION, night: COMPOSITION }));
    assert.ok(problems.flatMap(({ fixes }) => fixes()).every(({ certain }) => !certain));
  });
});

describe('a prompt in a task file', () => {
  const TASK = { settings: { structuredPrompt: PROMPT } };

  it('moves to its place, as several tasks where there are several', () => {
    for (const [value, wanted] of [
      [PROMPT, TASK],
      [
        [PROMPT, PROMPT],
        [TASK, TASK],
      ],
      [{ json_prompt: PROMPT }, TASK],
      [{ prompt: JSON.stringify(PROMPT) }, TASK],
      [{ input: { prompt: PROMPT } }, TASK],
      [{ settings: { json_prompt: PROMPT } }, TASK],
      [{ settings: { structuredPrompt: JSON.stringify(PROMPT) } }, TASK],
      [{ settings: { structuredPrompt: { json_prompt: PROMPT } } }, TASK],
      [
        { width: 2048, height: 2048, prompt: PROMPT, settings: { renderingSpeed: 'TURBO' } },
        { width: 2048, height: 2048, settings: { structuredPrompt: PROMPT, renderingSpeed: 'TURBO' } },
      ],
    ] as const) {
      assert.deepEqual(fixed(value, TASK_FILE), wanted, JSON.stringify(value));
      const count = Array.isArray(value) ? value.length : 1;
      assert.equal(lintDocument(TASK_FILE, JSON.stringify(value)).problems.length, count);
    }
  });

  it('becomes a task with the others of its list', () => {
    const task = { settings: { structuredPrompt: PROMPT } };
    const text = JSON.stringify({ prompts: [PROMPT, PROMPT] });
    const { offset, length } = only(text, TASK_FILE);
    assert.equal(text.slice(offset, offset + length), '"prompts"');
    assert.deepEqual(fixed(JSON.parse(text), TASK_FILE), [task, task]);
    // Other members would go.
    const beside = JSON.stringify({ numberResults: 2, prompts: [PROMPT, PROMPT] });
    assert.deepEqual(choices(beside, only(beside, TASK_FILE)), [
      ['Make a task of each prompt in "prompts"', [task, task]],
    ]);
  });

  it('keeps its layout', () => {
    const text = `[\n  ${JSON.stringify(PROMPT, null, 2).replaceAll('\n', '\n  ')}\n]`;
    assert.equal(
      fixAll(TASK_FILE, text, {}).text,
      JSON.stringify([TASK], null, 2).replaceAll(
        '[\n            100,\n            200,\n            300,\n            400\n          ]',
        '[100, 200, 300, 400]',
      ),
    );
  });

  it('is a choice beside the fields of a task, and leaves those where they are', () => {
    const text = JSON.stringify({ width: 2048, ...PROMPT, height: 2048 });
    assert.deepEqual(choices(text, only(text, TASK_FILE)), [
      [
        'Move the prompt to settings.structuredPrompt',
        { width: 2048, height: 2048, settings: { structuredPrompt: PROMPT } },
      ],
    ]);
  });

  it('stays where the task has one already', () => {
    const text = JSON.stringify({ ...TASK, prompt: PROMPT });
    assert.deepEqual(JSON.parse(fixAll(TASK_FILE, text, {}).text), { ...TASK, prompt: PROMPT });
  });
});

describe('over real prompts, however they are written and wrapped', () => {
  const wrappers: readonly ((prompt: unknown) => unknown)[] = [
    (prompt) => ({ json_prompt: prompt }),
    (prompt) => ({ a: { b: [prompt] } }),
    (prompt) => [prompt],
    (prompt) => ({ prompt: JSON.stringify(prompt) }),
  ];
  const prompts = realValues().filter((value) => {
    const { compositional_deconstruction: composition } = Object(value) as Record<string, unknown>;
    return typeof composition === 'object' && composition !== null;
  });

  it('the prompt comes out as it went in, with all comments', () => {
    const wrapped = fc
      .tuple(fc.constantFrom(...prompts), fc.constantFrom(...wrappers))
      .chain(([prompt, wrap]) => writtenJson(fc.constant(wrap(prompt))).map((text) => ({ prompt, text })));
    const check = ({ prompt, text }: { prompt: unknown; text: string }) => {
      const after = fixAll(PROMPT_FILE, text, {}, new Set(['composition-required'])).text;
      const { syntaxProblems, value } = parseDocument(after);
      assert.deepEqual(syntaxProblems, []);
      assert.deepEqual(JSON.parse(JSON.stringify(value)), prompt);
      const written = (all: string) => commentsOf(all).map(({ length }) => length);
      assert.equal(written(after).length, written(text).length);
    };
    fc.assert(fc.property(wrapped, check), { numRuns: 40 });
  });
});
