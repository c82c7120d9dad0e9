import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { saveRun } from '../../../src/run/record/store';
import { asPromptDocument } from '../../../src/vscode/documents/prompt-documents';
import { RunPrompts } from '../../../src/vscode/run-actions/run-prompts';
import { usePrompt } from '../../../src/vscode/run-actions/use-prompt';
import { openText, PROMPT_TEXT } from '../support';
import { answering, finished, folderOf } from './support';

const USE = 'Use This Prompt';

function differences(): readonly vscode.TabInputTextDiff[] {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  return inputs.filter((input) => input instanceof vscode.TabInputTextDiff);
}

describe('Use this prompt', () => {
  let prompts: RunPrompts;
  beforeEach(() => {
    prompts = new RunPrompts();
  });
  afterEach(() => prompts.dispose());

  const use = async (document: vscode.TextDocument, task = 0) => {
    const run = await finished(folderOf(document.uri));
    const prompt = asPromptDocument(document);
    assert.ok(prompt);
    return () => usePrompt(run, prompt, task, prompts);
  };

  it('puts the exact text back in one step to undo, after showing what would change', async () => {
    const changed = PROMPT_TEXT.replace('HELLO', 'GOODBYE').replace('[300, 100', '[300, 140');
    const document = await openText('review/back.structured-prompt.json', changed);
    const shown: string[] = [];
    const asked = await answering([USE], await use(document), () => {
      for (const { original, modified } of differences()) {
        assert.equal(original.toString(), document.uri.toString());
        shown.push(modified.toString());
      }
    });
    assert.equal(document.getText(), PROMPT_TEXT);
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.words ?? '', /back/);
    assert.match(asked[0]?.detail ?? '', /"GOODBYE" → "HELLO"/);
    assert.match(asked[0]?.detail ?? '', /wider/);
    assert.equal(shown.length, 1, 'the difference was on show while the question was open');
    assert.deepEqual(differences(), [], 'and is gone now');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), changed);
  });

  it('shows what the document would become, read-only', async () => {
    const document = await openText(
      'review/become.structured-prompt.json',
      '{ "compositional_deconstruction": 1 }',
    );
    let becomes: Thenable<vscode.TextDocument> | undefined;
    await answering([], await use(document), () => {
      const [input] = differences();
      assert.ok(input);
      becomes = vscode.workspace.openTextDocument(input.modified);
    });
    const preview = await becomes;
    assert.equal(preview?.getText(), PROMPT_TEXT);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(preview.uri.scheme), undefined);
  });

  it('changes nothing if the person cancels', async () => {
    const document = await openText('review/no.structured-prompt.json', PROMPT_TEXT.replace('HELLO', 'NO'));
    await answering([], await use(document));
    assert.equal(document.getText(), PROMPT_TEXT.replace('HELLO', 'NO'));
    assert.ok(!document.isDirty);
    assert.deepEqual(differences(), []);
  });

  it('says if the document has this prompt already, and asks nothing', async () => {
    const document = await openText('review/same.structured-prompt.json', PROMPT_TEXT);
    const [told, ...more] = await answering([USE], await use(document));
    assert.match(told?.words ?? '', /exactly this prompt already/);
    assert.deepEqual([told?.choices, more], [[], []]);
    assert.ok(!document.isDirty);
  });

  it('replaces the prompt of the task on the stage, and nothing else in a task file', async () => {
    const other = PROMPT_TEXT.replace('HELLO', 'OTHER').trim();
    const task = (prompt: string) => `{ "settings": { "structuredPrompt": ${prompt} } }`;
    const text = `[${task(other)}, ${task(other)}]\n`;
    const document = await openText('review/tasks.image-task.json', text);
    await answering([USE], await use(document, 1));
    assert.equal(document.getText(), `[${task(other)}, ${task(PROMPT_TEXT.trim())}]\n`);
  });

  it('does nothing if the document changes while the question is open', async () => {
    const text = PROMPT_TEXT.replace('HELLO', 'NO');
    const document = await openText('review/moving.structured-prompt.json', text);
    const asked = await answering([USE], await use(document), ({ choices }) => {
      if (choices.length === 0) return;
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), ' ');
      return vscode.workspace.applyEdit(edit);
    });
    assert.equal(document.getText(), ` ${text}`);
    assert.match(asked.at(-1)?.words ?? '', /changed meanwhile/);
  });
});

describe('the difference between two runs', () => {
  it('is shown by the editor, read-only, with a title that names both', async () => {
    const prompts = new RunPrompts();
    try {
      const document = await openText('review/two.structured-prompt.json', PROMPT_TEXT);
      const folder = folderOf(document.uri);
      const a = await finished(folder, 1, { createdAt: '2026-01-01T10:00:00.000Z' });
      const b = await finished(folder, 1, { createdAt: '2026-01-02T10:00:00.000Z' });
      const structuredPrompt = JSON.parse(PROMPT_TEXT.replace('HELLO', 'LATER')) as Record<string, unknown>;
      const request = { ...b.record.request, settings: { structuredPrompt } };
      const later = { ...b, record: { ...b.record, request } };
      await saveRun(later);
      await prompts.openDifference(a, later);
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      assert.ok(tab?.input instanceof vscode.TabInputTextDiff);
      assert.match(tab.label, /^two: .+ ↔ .+$/);
      const [before, after] = await Promise.all(
        [tab.input.original, tab.input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
      );
      assert.equal(before?.getText(), PROMPT_TEXT);
      assert.match(after?.getText() ?? '', /LATER/);
      await vscode.window.tabGroups.close(tab);
    } finally {
      prompts.dispose();
    }
  });
});
