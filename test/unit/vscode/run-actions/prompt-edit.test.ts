import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/prompt/edit';
import type { DocumentKind } from '../../../../src/prompt/kind';
import { promptEdits } from '../../../../src/vscode/run-actions/prompt-edit';
import { located } from '../../prompt/written';

/** The text after a prompt was put back; undefined if it cannot be put back. */
function withPrompt(kind: DocumentKind, text: string, prompt: string, task = 0): string | undefined {
  const edits = promptEdits({ located: located(text, kind) }, task, prompt);
  return edits && applyEdits(text, edits);
}

describe('promptEdits', () => {
  it('replaces the complete text of a prompt file, comments too', () => {
    const prompt = '// mine\n{ "a": 1 }\n';
    assert.equal(withPrompt('prompt', '{ "a": 2 } // old', prompt), prompt);
    assert.equal(withPrompt('prompt', '{ "torn', prompt), prompt);
    assert.equal(withPrompt('prompt', '', prompt), prompt);
  });

  it('returns no edits if the prompt is there already, whatever the line ends', () => {
    const document = { located: located('{\r\n  "a": 1\r\n}\r\n') };
    assert.deepEqual(promptEdits(document, 0, '{\n  "a": 1\n}\n'), []);
  });

  it('uses the line ends of the document', () => {
    assert.equal(withPrompt('prompt', '{}\r\n', '{\n  "a": 1\n}\n'), '{\r\n  "a": 1\r\n}\r\n');
  });

  const tasks = `[
  { "settings": { "structuredPrompt": { "a": 1 } } }, // first
  {
    "settings": {
      "structuredPrompt": { "a": 2 },
      "renderingSpeed": "TURBO"
    }
  }
]
`;

  it('replaces the prompt of one task, with its indentation, and nothing else', () => {
    const prompt = '{\n  "b": [\n    1\n  ]\n}\n';
    assert.equal(
      withPrompt('task', tasks, prompt, 1),
      tasks.replace('{ "a": 2 }', '{\n        "b": [\n          1\n        ]\n      }'),
    );
    assert.equal(withPrompt('task', tasks, '{ "b": 1 }', 0), tasks.replace('{ "a": 1 }', '{ "b": 1 }'));
  });

  it('returns undefined for a task with a sentence, a task that does not exist, or a file that does not parse', () => {
    assert.equal(withPrompt('task', '{ "positivePrompt": "A boat" }', '{}'), undefined);
    assert.equal(withPrompt('task', tasks, '{}', 2), undefined);
    assert.equal(withPrompt('task', tasks.slice(0, -3), '{}'), undefined);
    assert.equal(withPrompt('task', '', '{}'), undefined);
  });
});
