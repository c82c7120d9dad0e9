import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openText } from '../support';

const PROMPT = '{ "style_description": { "color_palette": ["#1b3a57", "#ABC", "red"] } }';

function colorsOf(document: vscode.TextDocument): Thenable<vscode.ColorInformation[]> {
  return vscode.commands.executeCommand('vscode.executeDocumentColorProvider', document.uri);
}

describe('palettes', () => {
  it('show each color once, however it is written', async () => {
    const document = await openText('palette.structured-prompt.json', PROMPT);
    const colors = await eventually(async () => {
      const found = await colorsOf(document);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      colors.map(({ range }) => document.getText(range)),
      ['"#1b3a57"', '"#ABC"'],
    );
    assert.deepEqual(colors[1]?.color, new vscode.Color(0xaa / 255, 0xbb / 255, 0xcc / 255, 1));
  });

  it('are written in uppercase by the picker', async () => {
    const document = await openText(
      'picker.image-task.json',
      `{ "settings": { "structuredPrompt": ${PROMPT} } }`,
    );
    const [color] = await colorsOf(document);
    assert.ok(color);
    const presentations = await vscode.commands.executeCommand<vscode.ColorPresentation[]>(
      'vscode.executeColorPresentationProvider',
      new vscode.Color(0.5, 0.5, 1, 0.2),
      { uri: document.uri, range: color.range },
    );
    // This asks the JSON service, too. The picker asks only the provider of the color.
    const written = presentations.map(({ textEdit }) => textEdit?.newText);
    assert.ok(written.includes('"#8080FF"'), written.join());
  });
});
