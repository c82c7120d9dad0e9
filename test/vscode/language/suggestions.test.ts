import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support';
import { labelOf, offered, openAt, take, takeFirst } from './support';

const SIZE = '1664 × 2496 (2:3)';

function element(members: string): string {
  return `{ "compositional_deconstruction": { "elements": [{ ${members} }] } }`;
}

describe('suggestions', () => {
  it('of keys come in the order the model was trained on', async () => {
    const open = await openAt('keys.structured-prompt.json', element('"type": "text", |'));
    const labels = (await offered(open, 'bbox')).map(labelOf);
    assert.deepEqual(labels.slice(0, 4), ['bbox', 'text', 'desc', 'color_palette']);
  });

  it('insert complete elements, with boxes on one line', async () => {
    const open = await openAt(
      'snippet.structured-prompt.json',
      '{\n  "compositional_deconstruction": {\n    "elements": [\n      |\n    ]\n  }\n}\n',
    );
    const items = await offered(open, 'Element: text');
    const item = items.find((candidate) => labelOf(candidate) === 'Element: text');
    assert.ok(item);
    const text = await take(item);
    assert.match(text, /\n {8}"bbox": \[100, 100, 250, 900\],\n {8}"text": "TITLE",\n/);
    assert.doesNotThrow(() => JSON.parse(text) as unknown);
  });

  it('are never words of the text: accepted, they would break its string', async () => {
    const { document, position } = await openAt(
      'words.structured-prompt.json',
      element('"type": "text", "text": "THE COAST AT NIGHT, COA|"'),
    );
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    const words = items.filter(({ kind, insertText }) => {
      return kind === vscode.CompletionItemKind.Text && insertText !== '';
    });
    assert.deepEqual(words.map(labelOf), []);
  });

  describe('of sizes', () => {
    it('set both sides, with those first that go with the other one', async () => {
      const open = await openAt('pair.image-task.json', '{\n  "width": |,\n  "height": 2496\n}\n');
      await offered(open, SIZE);
      assert.equal(await takeFirst(open), '{\n  "width": 1664,\n  "height": 2496\n}\n');
    });

    it('change the other side in the same step', async () => {
      const open = await openAt('change.image-task.json', '[\n  {\n    "height": |\n  }\n]\n');
      await offered(open, '2048 × 2048 (1:1)');
      const text = '[\n  {\n    "width": 2048,\n    "height": 2048\n  }\n]\n';
      assert.equal(await takeFirst(open), text);
      await vscode.commands.executeCommand('undo');
      assert.equal(open.document.getText(), '[\n  {\n    "height": \n  }\n]\n');
    });

    it('are the only suggestions at a side, and come after the keys elsewhere', async () => {
      const value = await offered(await openAt('alone.image-task.json', '{ "width": | }'), SIZE);
      assert.equal(value.filter((item) => /^\d/.test(labelOf(item))).length, 21);
      assert.ok(!value.some((item) => labelOf(item) === '1664'));
      const keys = (await offered(await openAt('keys.image-task.json', '{ | }'), SIZE)).map(labelOf);
      assert.ok(keys.indexOf('safety') < keys.indexOf('2048 × 2048 (1:1)'));
    });
  });

  describe('of phrases', () => {
    const style = (members: string) => `{ "style_description": { ${members} } }`;

    it('replace only the phrase at the cursor', async () => {
      const open = await openAt(
        'phrase.structured-prompt.json',
        style('"aesthetics": "a \\"b\\", nosta|, calm"'),
      );
      await offered(open, 'nostalgic');
      assert.equal(await takeFirst(open), style('"aesthetics": "a \\"b\\", nostalgic, calm"'));
    });

    it('are offered once', async () => {
      for (const value of ['|', '"|"', '"wa|"', '"bold, wa|"']) {
        const open = await openAt('once.structured-prompt.json', style(`"aesthetics": ${value}`));
        const labels = (await offered(open, 'warm')).map(labelOf);
        assert.equal(labels.filter((label) => label.includes('warm')).length, 1, value);
      }
    });

    it('name typefaces for text elements', async () => {
      const open = await openAt('type.structured-prompt.json', element('"type": "text", "desc": "Title, |"'));
      await offered(open, 'condensed sans-serif');
    });
  });
});

describe('hovers', () => {
  it('explain what a key does, with an example and its limits', async () => {
    const { document, position } = await openAt(
      'hover.structured-prompt.json',
      element('"b|box": [1, 2, 3, 4]'),
    );
    const words = await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const text = hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .join('\n');
      return text === '' ? undefined : text;
    });
    assert.match(words, /y first[^]*Example:[^]*Limits:/);
  });
});
