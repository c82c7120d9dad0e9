import assert from 'node:assert/strict';
import { type Uri, window } from 'vscode';
import { lintParsed } from '../../../src/lint/lint';
import { DEFAULT_OPTIONS } from '../../../src/task/types';
import { openPrompt, type PromptDocument } from '../../../src/vscode/documents/prompt-documents';
import { actOn, type DocumentAction } from '../../../src/vscode/panel/document-actions';
import { openText, PROMPT_TEXT, runsOf } from '../support';

const NAME = 'asked.structured-prompt.json';

describe('a request about the document in the panel', () => {
  const set: string[] = [];
  const services = {
    controls: {
      set: (uri: Uri) => {
        set.push(uri.toString());
        return Promise.resolve();
      },
    },
    linter: { lint: ({ parsed, kind }: PromptDocument) => lintParsed(parsed, kind) },
  };
  const act = async (uri: Uri, message: DocumentAction) => actOn(await openPrompt(uri), message, services);

  beforeEach(() => set.splice(0));

  it('is carried out on that document', async () => {
    const { uri } = await openText(NAME, PROMPT_TEXT);
    const document = uri.toString();
    assert.ok(await act(uri, { type: 'setControls', document, controls: DEFAULT_OPTIONS }));
    assert.deepEqual(set, [document]);
  });

  it('shows its first problem', async () => {
    const text = PROMPT_TEXT.replace('[300, 100, 700, 900]', '[700, 100, 300, 900]');
    const { uri } = await openText(NAME, text);
    await openText('other.structured-prompt.json', PROMPT_TEXT);
    assert.ok(await act(uri, { type: 'showProblem', document: uri.toString() }));
    assert.equal(window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(window.activeTextEditor.selection.active.line, 4);
  });

  it('is not carried out on another document that the panel shows by now, least of all if it costs money', async () => {
    const asked = await openText(NAME, PROMPT_TEXT);
    const other = await openText('other.structured-prompt.json', PROMPT_TEXT);
    for (const document of [asked.uri.toString(), null]) {
      assert.ok(!(await act(other.uri, { type: 'generate', document })));
      assert.ok(!(await act(other.uri, { type: 'setControls', document, controls: DEFAULT_OPTIONS })));
      assert.ok(!(await act(other.uri, { type: 'showProblem', document })));
    }
    assert.deepEqual(set, []);
    for (const name of [NAME, 'other.structured-prompt.json']) assert.deepEqual(await runsOf(name), []);
  });
});
