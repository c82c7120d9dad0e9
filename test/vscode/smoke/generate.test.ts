import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { append, eventually, openText, PROMPT_TEXT, read, runsOf } from '../support';

const generate = (uri: vscode.Uri) => vscode.commands.executeCommand('structuredPrompt.generate', uri);

describe('Generate, without a key', () => {
  it('draws a proof into a run folder of the document, with its prompt as it was', async () => {
    const document = await openText('drawn.structured-prompt.json', PROMPT_TEXT);
    await generate(document.uri);
    const [run, ...others] = await runsOf('drawn.structured-prompt.json');
    assert.ok(run);
    assert.deepEqual(others, []);
    assert.match(await read(vscode.Uri.joinPath(run, 'image-1.svg')), /HELLO/);
    assert.equal(await read(vscode.Uri.joinPath(run, 'prompt.structured-prompt.json')), PROMPT_TEXT);
    const record = JSON.parse(await read(vscode.Uri.joinPath(run, 'run.json'))) as Record<string, unknown>;
    assert.equal(record['state'], 'succeeded');
    assert.equal(record['backend'], 'proof');
  });

  it('takes the text in the editor, saved or not', async () => {
    const document = await openText('dirty.structured-prompt.json', PROMPT_TEXT);
    await append(document, '\n// not saved');
    await generate(document.uri);
    assert.ok(document.isDirty, 'nothing was saved on the way');
    const [run] = await runsOf('dirty.structured-prompt.json');
    assert.ok(run);
    assert.match(await read(vscode.Uri.joinPath(run, 'prompt.structured-prompt.json')), /not saved/);
  });

  it('keeps the text that it drew, whatever is typed meanwhile', async () => {
    const task = `{ "settings": { "structuredPrompt": ${PROMPT_TEXT} } }`;
    const document = await openText('typing.image-task.json', `[${task}, ${task}]`);
    const drawn = generate(document.uri);
    for (let edit = 0; edit < 20; edit++) await append(document, `\n// ${edit}`);
    await drawn;
    const kept = await Promise.all(
      (await runsOf('typing.image-task.json')).map((run) =>
        read(vscode.Uri.joinPath(run, 'task.image-task.json')),
      ),
    );
    assert.equal(kept.length, 2);
    assert.equal(kept[0], kept[1], 'both tasks are of the same text');
  });

  it('keeps documents of the same name apart by their folders', async () => {
    for (const folder of ['one', 'two']) {
      const document = await openText(`${folder}/same.structured-prompt.json`, PROMPT_TEXT);
      await generate(document.uri);
      assert.equal((await runsOf(`${folder}/same.structured-prompt.json`)).length, 1);
    }
  });

  it('knows a prompt by its content where its name does not tell', async () => {
    const document = await openText('anything.json', PROMPT_TEXT);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('structuredPrompt.generate');
    assert.equal((await runsOf('anything.json')).length, 1);
  });

  it('says above the document what it will do', async () => {
    const document = await openText('lens.structured-prompt.json', PROMPT_TEXT);
    const lenses = await eventually(async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['$(sparkle)\u00a0Make a layout proof', '$(open-preview)\u00a0Open Studio'],
    );
  });
});

describe('Generate, on a document that the service would refuse', () => {
  it('starts nothing, and marks the problem at its place', async () => {
    const text = '{\n  "positivePrompt": "A boat",\n  "numberResults": 21\n}\n';
    const document = await openText('refused.image-task.json', text);
    await generate(document.uri);
    const errors = await eventually(() => {
      const found = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(
      errors.map(({ range, source, message }) => [document.getText(range), source, message]),
      [['21', 'structured-prompt', '"numberResults" must be at most 20.']],
    );
    assert.deepEqual(await runsOf('refused.image-task.json'), []);
  });
});
