import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openText, PROMPT_TEXT } from '../support';

async function symbolsOf(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
  return vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
}

function withBelow(symbols: readonly vscode.DocumentSymbol[]): vscode.DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...withBelow(symbol.children)]);
}

describe('the outline', () => {
  it('names elements by their content, and points at their text', async () => {
    const document = await openText('outline.structured-prompt.json', PROMPT_TEXT);
    const element = await eventually(async () =>
      withBelow(await symbolsOf(document)).find(({ name }) => name === 'text: HELLO'),
    );
    assert.match(document.getText(element.range), /^\{ "type": "text".*\}$/);
    assert.equal(document.getText(element.selectionRange), '"text"');
    assert.deepEqual(
      element.children.map(({ name }) => name),
      ['type', 'bbox', 'text', 'desc'],
    );
  });

  it('numbers tasks and shows their sizes', async () => {
    const document = await openText('outline.image-task.json', '[{ "width": 1664, "height": 2496 }, {}]');
    const names = (await symbolsOf(document)).map(({ name }) => name);
    assert.ok(names.includes('Task 1: 1664 × 2496 (2:3)') && names.includes('Task 2'), names.join());
  });

  it('works while the text has mistakes', async () => {
    const document = await openText(
      'broken.structured-prompt.json',
      '{ "compositional_deconstruction": { "elements": [{ "type": "obj", "desc": "A cat", ',
    );
    const names = withBelow(await symbolsOf(document)).map(({ name }) => name);
    assert.ok(names.includes('obj: A cat'), names.join());
  });
});
