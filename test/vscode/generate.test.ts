import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openText, PROMPT_TEXT, read, runsOf } from './support';

const TASK_UUID = '6f0b2a4e-3c1d-4e5f-8a9b-0c1d2e3f4a5b';
const TASK = `{ "taskUUID": "${TASK_UUID}", "settings": { "structuredPrompt": ${PROMPT_TEXT} } }`;

const generate = (document: vscode.TextDocument) =>
  vscode.commands.executeCommand('structuredPrompt.generate', document.uri);

async function uuidsOf(name: string): Promise<unknown[]> {
  const records = (await runsOf(name)).map((run) => read(vscode.Uri.joinPath(run, 'run.json')));
  return (await Promise.all(records)).map(
    (record) => (JSON.parse(record) as Record<string, unknown>)['taskUUID'],
  );
}

describe('Generate, for task files with a taskUUID of their own', () => {
  it('uses it once, even if copies of a file are generated at the same time', async () => {
    const names = ['once', 'copied', 'later'].map((name) => `uuids/${name}.image-task.json`);
    const documents: vscode.TextDocument[] = [];
    for (const name of names) documents.push(await openText(name, TASK));
    const [once, copied, later] = documents;
    assert.ok(once && copied && later);
    await Promise.all([generate(once), generate(copied)]);
    await generate(later);
    const uuids = (await Promise.all(names.map(uuidsOf))).flat();
    assert.equal(uuids.length, 3);
    assert.equal(new Set(uuids).size, 3);
    assert.ok(uuids.includes(TASK_UUID));
  });

  it('does not use one that an earlier window used for another file', async () => {
    const folder = vscode.Uri.joinPath((await openText('earlier.image-task.json', TASK)).uri, '..');
    const other = '0d9c8b7a-6f5e-4d3c-8b1a-9f8e7d6c5b4a';
    const [known] = await runsOf('uuids/once.image-task.json');
    assert.ok(known);
    const record = (await read(vscode.Uri.joinPath(known, 'run.json'))).replaceAll(
      /"taskUUID": "[^"]+"/g,
      `"taskUUID": "${other}"`,
    );
    const place = vscode.Uri.joinPath(folder, '.structured-prompt/runs/gone.image-task.json/1/run.json');
    await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(record));
    await generate(await openText('copy.image-task.json', TASK.replace(TASK_UUID, other)));
    const [uuid] = await uuidsOf('copy.image-task.json');
    assert.ok(uuid !== undefined && uuid !== other);
  });
});
