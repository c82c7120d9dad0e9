import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiKey } from '../../src/vscode/platform/api-key';
import { Connections } from '../../src/vscode/runs/connections';
import { Controls } from '../../src/vscode/documents/controls';
import { RunLocations } from '../../src/vscode/documents/run-locations';
import { FolderGenerator } from '../../src/vscode/generate/folder-generator';
import { Hints } from '../../src/vscode/generate/hints';
import { findPromptFiles } from '../../src/vscode/generate/prompt-files';
import { Linter } from '../../src/vscode/linting/linter';
import { RunService } from '../../src/vscode/runs/run-service';
import { leave, LOG } from './runs/support';
import { append, openText, PROMPT_TEXT, read, runsOf, secretsWith, workspaceFolder } from './support';

const WRONG = '{ "positivePrompt": "A boat", "numberResults": 21 }';

async function write(name: string, text: string): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

describe('Generate Folder', () => {
  const folder = () => vscode.Uri.joinPath(workspaceFolder(), 'several');

  before(async () => {
    await write('several/a.structured-prompt.json', PROMPT_TEXT);
    await write('several/b.structuredPrompt.json', PROMPT_TEXT);
    await write('several/deeper/c.image-task.json', `{ "settings": { "structuredPrompt": ${PROMPT_TEXT} } }`);
    await write('several/wrong.image-task.json', WRONG);
    await write('several/other.json', PROMPT_TEXT);
    await write('several/node_modules/d.structured-prompt.json', PROMPT_TEXT);
    await write('several/.structured-prompt/runs/e/1/prompt.structured-prompt.json', PROMPT_TEXT);
  });

  it('finds prompts and tasks by their names, but not the copies that runs keep', async () => {
    // Runs that the command line made in this folder. The second was killed before it wrote its record.
    await write('several/images/2026-03-01T09-30-00-1b4e28ba/prompt.structured-prompt.json', PROMPT_TEXT);
    await leave(vscode.Uri.joinPath(folder(), 'images').fsPath, { state: 'failed' });
    const { token } = new vscode.CancellationTokenSource();
    const found = (await findPromptFiles(folder(), token)).map((uri) => uri.path.slice(folder().path.length));
    assert.deepEqual(found, [
      '/a.structured-prompt.json',
      '/b.structuredPrompt.json',
      '/deeper/c.image-task.json',
      '/wrong.image-task.json',
    ]);
  });

  it('makes either images or proofs of all of them, even if a key is set during the search', async () => {
    const secrets = secretsWith(undefined);
    let reads = 0;
    const apiKey = new ApiKey({
      ...secrets,
      get: (key) => (reads++ === 0 ? secrets.get(key) : Promise.resolve('the-secret-key')),
    });
    const controls = new Controls({ get: () => undefined, keys: () => [], update: () => Promise.resolve() });
    const runs = new RunService(LOG);
    const linter = new Linter(controls);
    const connections = new Connections(apiKey);
    const services = {
      runs,
      connections,
      controls,
      apiKey,
      linter,
      hints: new Hints(),
      locations: new RunLocations(folder()),
    };
    try {
      const found = await new FolderGenerator(services).find(folder());
      const backends = found?.orders.map(({ offer }) => offer.backend);
      assert.deepEqual(backends, ['proof', 'proof', 'proof']);
    } finally {
      for (const one of [controls, runs, linter, connections, apiKey]) one.dispose();
    }
  });

  it('generates the text in the editor, and leaves out what the service would refuse', async () => {
    const document = await openText('several/a.structured-prompt.json', PROMPT_TEXT);
    await append(document, '\n// not saved');
    await vscode.commands.executeCommand('structuredPrompt.generateFolder', folder());
    const [run] = await runsOf('several/a.structured-prompt.json');
    assert.ok(run);
    assert.match(await read(vscode.Uri.joinPath(run, 'prompt.structured-prompt.json')), /not saved/);
    for (const [name, count] of [
      ['b.structuredPrompt.json', 1],
      ['deeper/c.image-task.json', 1],
      ['wrong.image-task.json', 0],
      ['node_modules/d.structured-prompt.json', 0],
    ] as const) {
      assert.equal((await runsOf(`several/${name}`)).length, count, name);
    }
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
