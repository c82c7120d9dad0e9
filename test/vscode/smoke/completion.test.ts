import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openText } from '../support';

function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

const KEYS = ['high_level_description', 'style_description', 'compositional_deconstruction'];

describe('IntelliSense', () => {
  for (const name of ['completion.structured-prompt.json', 'completion.structuredPrompt.json']) {
    it(`offers the keys of ${name} in the order the model was trained on`, async () => {
      const document = await openText(name, '{\n  \n}\n');
      const items = await eventually(async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          new vscode.Position(1, 2),
        );
        const found = list.items.filter((item) => KEYS.includes(labelOf(item)));
        return found.length === KEYS.length ? found : undefined;
      });
      const order = (item: vscode.CompletionItem) => item.sortText ?? labelOf(item);
      const sorted = [...items].sort((a, b) => order(a).localeCompare(order(b)));
      assert.deepEqual(sorted.map(labelOf), KEYS);
    });
  }
});

describe('the linter in the editor', () => {
  for (const [name, severity] of [
    ['wrong.structured-prompt.json', vscode.DiagnosticSeverity.Warning],
    ['deep/er/wrong.image-task.json', vscode.DiagnosticSeverity.Error],
  ] as const) {
    it(`marks an unknown key of ${name}`, async () => {
      const document = await openText(name, '{\n  "unheard_of": 1\n}\n');
      const problem = await eventually(() =>
        vscode.languages
          .getDiagnostics(document.uri)
          .find(({ range }) => document.getText(range) === '"unheard_of"'),
      );
      assert.equal(problem.severity, severity);
    });
  }
});
