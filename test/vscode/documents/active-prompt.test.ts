import assert from 'node:assert/strict';
import { window } from 'vscode';
import { ActivePrompt } from '../../../src/vscode/documents/active-prompt';
import { openPrompt } from '../../../src/vscode/documents/prompt-documents';
import { answering } from '../run-actions/support';
import { openText, PROMPT_TEXT } from '../support';

describe('ActivePrompt', () => {
  it('finds the given document, else that of the provider, else that of the active editor', async () => {
    const given = await openText('active/given.structured-prompt.json', PROMPT_TEXT);
    const provided = await openText('active/provided.structured-prompt.json', PROMPT_TEXT);
    const edited = await openText('active/edited.structured-prompt.json', PROMPT_TEXT);
    assert.equal(window.activeTextEditor?.document, edited);
    const active = new ActivePrompt();
    let isPanelActive = false;
    active.provide(async () => (isPanelActive ? openPrompt(provided.uri) : undefined));
    const found = async (target?: unknown) => (await active.find(target))?.document;
    assert.equal(await found(), edited);
    isPanelActive = true;
    assert.equal(await found(), provided);
    assert.equal(await found('not an address'), provided);
    assert.equal(await found(given.uri), given);
  });

  it('says what to do if there is no prompt', async () => {
    const { uri } = await openText('active/other.txt', 'no prompt');
    const active = new ActivePrompt();
    const asked = await answering([], async () => {
      assert.equal(await active.find(undefined), undefined);
      assert.equal(await active.find(uri), undefined);
    });
    assert.deepEqual(
      asked.map(({ words }) => words.startsWith('Open a structured prompt')),
      [true, true],
    );
  });
});
