import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MendedPaste } from '../../../src/vscode/language/mended-paste';
import { openText, PROMPT_TEXT } from '../support';

const CHAT = `Here is your prompt:\n\n\`\`\`json\n${PROMPT_TEXT}\`\`\`\n`;
const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append('structuredPrompt', 'mended');

describe('text that is pasted into a prompt file', () => {
  let paste: MendedPaste;
  beforeEach(() => (paste = new MendedPaste()));
  afterEach(() => paste.dispose());

  /** The edits that are offered for a pasted text. */
  async function offered(text: string, only?: vscode.DocumentDropOrPasteEditKind) {
    const document = await openText('pasted.structured-prompt.json', '\n');
    const data = new vscode.DataTransfer();
    data.set('text/plain', new vscode.DataTransferItem(text));
    const { token } = new vscode.CancellationTokenSource();
    const ranges = [new vscode.Range(0, 0, 0, 0)];
    const triggerKind = vscode.DocumentPasteTriggerKind.Automatic;
    return paste.provideDocumentPasteEdits(document, ranges, data, { only, triggerKind }, token);
  }

  it('can be pasted mended if it is from a chat or a program; the plain text stays the default', async () => {
    for (const text of [CHAT, PROMPT_TEXT.replaceAll('"', "'"), `prompt = ${PROMPT_TEXT}`]) {
      const [edit, ...others] = (await offered(text)) ?? [];
      assert.equal(edit?.insertText, PROMPT_TEXT);
      assert.equal(edit.title, 'Paste as Mended Prompt');
      assert.deepEqual(
        edit.yieldTo?.map(({ value }) => value),
        ['text'],
      );
      assert.deepEqual(others, []);
    }
  });

  it('is left to the editor if it is JSON already, cannot be mended with certainty, or is too long', async () => {
    for (const text of [
      PROMPT_TEXT,
      "{'a': 'a stool's leg'}",
      'a boat',
      '',
      `${CHAT}${' '.repeat(1_000_000)}`,
    ]) {
      assert.equal(await offered(text), undefined, text.slice(0, 40));
    }
  });

  it('is offered for requests of its own kind, and of no other kind', async () => {
    assert.equal((await offered(CHAT, KIND))?.length, 1);
    assert.equal(
      (await offered(CHAT, vscode.DocumentDropOrPasteEditKind.Empty.append('structuredPrompt')))?.length,
      1,
    );
    assert.equal(await offered(CHAT, vscode.DocumentDropOrPasteEditKind.Text), undefined);
  });
});
