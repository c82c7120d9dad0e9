import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, openText, PROMPT_TEXT } from './support';

const SOURCE = 'structured-prompt';

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

/** `rule: underlined text` of each problem that our linter shows. */
function shown(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === SOURCE)
    .map((diagnostic) => `${String(ruleOf(diagnostic))}: ${document.getText(diagnostic.range)}`);
}

async function shows(document: vscode.TextDocument, ...expected: string[]): Promise<void> {
  await eventually(() => (JSON.stringify(shown(document)) === JSON.stringify(expected) ? true : undefined));
}

function prompt(element: string): string {
  return `{\n  "compositional_deconstruction": {\n    "background": "Sea",\n    "elements": [${element}]\n  }\n}\n`;
}

const MISTAKEN = prompt('{ "type": "object", "bbox": [10, 10, 90, 90], "desc": "A boat" }');

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.positionAt(document.getText().indexOf(from));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
  await vscode.workspace.applyEdit(edit);
}

async function actions(
  document: vscode.TextDocument,
  at: string,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  const start = document.positionAt(document.getText().indexOf(at));
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(start, start),
    kind,
    100,
  );
}

async function rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(from, to, { overwrite: true });
  await vscode.workspace.applyEdit(edit);
}

async function configure(section: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(section, value, vscode.ConfigurationTarget.Workspace);
}

describe('a problem of a document', () => {
  it('is shown once when the document is opened, and updates while a person types', async () => {
    const document = await openText('live.structured-prompt.json', MISTAKEN);
    await shows(document, 'element-type: "object"');
    await replace(document, '"object"', '"obj"');
    await shows(document);
    await replace(document, '[10, 10, 90, 90]', '[90, 10, 10, 90]');
    await shows(document, 'bbox-order: [90, 10, 10, 90]');
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1, 'and by nobody else');
  });

  it('has a severity, a rule and a link to its documentation', async () => {
    const document = await openText(
      'severity.image-task.json',
      '{ "positivePrompt": "A boat", "width": 2048 }',
    );
    const [diagnostic] = await eventually(() => {
      const found = vscode.languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof diagnostic.code === 'object');
    assert.equal(diagnostic.code.value, 'size-pair');
    const page = await vscode.workspace.openTextDocument(diagnostic.code.target);
    assert.match(page.getText(), /^# size-pair\n/);
  });

  it('is left to the JSON support if it is a syntax error', async () => {
    const document = await openText('syntax.structured-prompt.json', MISTAKEN);
    await shows(document, 'element-type: "object"');
    await replace(document, '"elements": [', '"elements": [[');
    await eventually(() =>
      vscode.languages.getDiagnostics(document.uri).some(({ source }) => source !== SOURCE)
        ? true
        : undefined,
    );
    await shows(document);
  });

  it('explains why a text from a program is not JSON, and its fix mends that in one step', async () => {
    const python = PROMPT_TEXT.replaceAll('"', "'");
    const document = await openText('python.structured-prompt.json', python);
    await shows(document, "foreign-text: '");
    const [mend] = await actions(document, "'high", vscode.CodeActionKind.QuickFix.value);
    assert.match(mend?.title ?? '', /^Mend the whole text/);
    assert.ok(mend?.edit);
    await vscode.workspace.applyEdit(mend.edit);
    assert.equal(document.getText(), PROMPT_TEXT);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), python);
  });

  it('has fixes that unwrap a prompt, and rename a part, without reformatting', async () => {
    const inner = PROMPT_TEXT.trim().replaceAll('\n', '\n  ');
    const document = await openText('wrapped.structured-prompt.json', `{\n  "json_prompt": ${inner}\n}\n`);
    await shows(document, 'composition-required: "json_prompt"');
    const [unwrap] = await actions(document, 'json_prompt', vscode.CodeActionKind.QuickFix.value);
    assert.ok(unwrap?.edit);
    await vscode.workspace.applyEdit(unwrap.edit);
    assert.equal(document.getText(), PROMPT_TEXT);
    await replace(document, '"compositional_deconstruction"', '"scene"');
    await shows(document, 'composition-required: "scene"');
    const [rename] = await actions(document, 'scene', vscode.CodeActionKind.QuickFix.value);
    assert.ok(rename?.edit);
    await vscode.workspace.applyEdit(rename.edit);
    assert.equal(document.getText(), PROMPT_TEXT);
  });

  it('is reported once for a box in four keys, and its fix writes the array', async () => {
    const box = (members: string) => prompt(`{ "type": "obj", ${members}, "desc": "A boat" }`);
    const document = await openText(
      'four-keys.structured-prompt.json',
      box('"x": 0.1, "y": 0.2, "w": 0.3, "h": 0.4'),
    );
    await shows(document, 'bbox-format: "x"');
    const [write] = await actions(document, '"x"', vscode.CodeActionKind.QuickFix.value);
    assert.equal(write?.title, 'Write the box as "bbox": [200, 100, 600, 400]');
    assert.ok(write.edit);
    await vscode.workspace.applyEdit(write.edit);
    assert.equal(document.getText(), box('"bbox": [200, 100, 600, 400]'));
  });

  it('has the severity that the settings say', async () => {
    const document = await openText('weighed.structured-prompt.json', MISTAKEN);
    await shows(document, 'element-type: "object"');
    await configure('structuredPrompt.lint.rules', { 'element-type': 'hint' });
    await eventually(() =>
      vscode.languages.getDiagnostics(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Hint
        ? true
        : undefined,
    );
    await configure('structuredPrompt.lint.rules', { shape: 'off' });
    await shows(document);
    await configure('structuredPrompt.lint.rules', undefined);
    await shows(document, 'element-type: "object"');
  });

  it('is shown for other JSON only after a command was run on it', async () => {
    const document = await openText('other.json', MISTAKEN);
    const named = await openText('named.structured-prompt.json', MISTAKEN);
    await shows(named, 'element-type: "object"');
    assert.deepEqual(shown(document), []);
    await vscode.commands.executeCommand('structuredPrompt.canonicalize', document.uri);
    await shows(document, 'element-type: "object"');
  });

  it('disappears when a file loses the name of a prompt, and returns with the name', async () => {
    const document = await openText('renamed.structured-prompt.json', MISTAKEN);
    await shows(document, 'element-type: "object"');
    const plain = document.uri.with({ path: document.uri.path.replace('.structured-prompt', '') });
    await rename(document.uri, plain);
    await eventually(() => (vscode.languages.getDiagnostics(document.uri).length === 0 ? true : undefined));
    assert.deepEqual(vscode.languages.getDiagnostics(plain), []);
    await rename(plain, document.uri);
    await shows(await vscode.workspace.openTextDocument(document.uri), 'element-type: "object"');
  });

  it('is shown once in every JSON language mode', async () => {
    const document = await openText('language.structured-prompt.json', MISTAKEN);
    for (const language of ['jsonc', 'json']) {
      const open = await vscode.languages.setTextDocumentLanguage(document, language);
      await shows(open, 'element-type: "object"');
      assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1, language);
    }
  });

  it('depends on the size that the prompt is going to have', async () => {
    const sign = prompt(
      '{ "type": "text", "bbox": [400, 0, 600, 60], "text": "VISIT THE COAST", "desc": "Bold" }',
    );
    const document = await openText('sized.structured-prompt.json', sign);
    await configure('structuredPrompt.generation.size', '1152x2944');
    await shows(document, 'text-overflow: [400, 0, 600, 60]');
    await configure('structuredPrompt.generation.size', '3328x1248');
    await shows(document);
    await configure('structuredPrompt.generation.size', undefined);
  });

  it('can be turned off in a file with comments', async () => {
    const document = await openText('silenced.structured-prompt.json', MISTAKEN);
    await vscode.languages.setTextDocumentLanguage(document, 'jsonc');
    await shows(document, 'element-type: "object"');
    const disable = await eventually(async () =>
      (await actions(document, '"object"')).find(({ title }) => title.startsWith('Disable element-type')),
    );
    assert.ok(disable.edit);
    await vscode.workspace.applyEdit(disable.edit);
    await shows(document);
  });
});

describe('quick fixes', () => {
  it('mend one problem', async () => {
    const document = await openText('fix.structured-prompt.json', MISTAKEN);
    await shows(document, 'element-type: "object"');
    const [first] = await actions(document, '"object"', vscode.CodeActionKind.QuickFix.value);
    assert.ok(first?.edit);
    assert.equal(first.isPreferred, true);
    await vscode.workspace.applyEdit(first.edit);
    assert.equal(document.getText(), MISTAKEN.replace('"object"', '"obj"'));
  });

  it('mend all problems of a rule, or all at once, in one step to undo', async () => {
    const text = prompt(
      [
        '{ "type": "obj", "bbox": [950, 990, 100, 90], "desc": "A boat", "color_palette": ["#aabbcc"] }',
        '{ "type": "obj", "bbox": [950, 800, 200, 300], "desc": "A pier" }',
      ].join(', '),
    );
    const document = await openText('all.structured-prompt.json', text);
    await eventually(() => (shown(document).length === 3 ? true : undefined));
    const ofRule = (await actions(document, '[950,')).find(
      ({ title }) => title === 'Fix all bbox-order problems',
    );
    assert.ok(ofRule?.edit);
    await vscode.workspace.applyEdit(ofRule.edit);
    await shows(document, 'color-format: "#aabbcc"');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
    const [all] = await actions(document, '{', 'source.fixAll.structuredPrompt');
    assert.ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    await shows(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('leave uncertain fixes to the person: booleans, colors in words, boxes in percent', async () => {
    const text = prompt(
      [
        '{ "type": "obj", "bbox": [10, 60, 30, 95], "text": false, "desc": "A gull on the right" }',
        '{ "type": "obj", "bbox": [85, 0, 100, 95], "desc": "Sand at the bottom", "color_palette": "navy blue" }',
        '{ "type": "text", "bbox": [40, 20, 60, 80], "text": true, "desc": "Bold" }',
      ].join(', '),
    );
    const document = await openText('doubtful.structured-prompt.json', text);
    await shows(
      document,
      'bbox-scale: [10, 60, 30, 95]',
      'element-type: "text"',
      'wrong-type: "navy blue"',
      'wrong-type: true',
    );
    const [all] = await actions(document, '{', 'source.fixAll.structuredPrompt');
    assert.ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    assert.equal(document.getText(), text.replace('"text": false, ', ''));
    const [convert] = await actions(document, '[10, 60', vscode.CodeActionKind.QuickFix.value);
    assert.equal(convert?.title, 'Convert all boxes from percent to the grid');
    assert.ok(convert.edit);
    await vscode.workspace.applyEdit(convert.edit);
    await shows(document, 'wrong-type: "navy blue"', 'wrong-type: true');
    assert.match(document.getText(), /\[100, 600, 300, 950\].*\[850, 0, 1000, 950\].*\[400, 200, 600, 800\]/);
  });

  it('have different titles even if several problems are selected', async () => {
    const boat = '{ "type": "object", "bbox": [10, 10, 90, 90], "desc": "A boat" }';
    const pier = '{ "type": "object", "bbox": [10, 100, 90, 190], "desc": "A pier" }';
    const document = await openText('selected.structured-prompt.json', prompt(`${boat}, ${pier}`));
    await shows(document, 'element-type: "object"', 'element-type: "object"');
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.deepEqual(
      found.map(({ title }) => title),
      [
        'Make it "obj"',
        'Fix all element-type problems',
        'Fix all problems that have a certain fix',
        'Show documentation for element-type',
      ],
    );
  });

  it('are not offered if there is no problem', async () => {
    const document = await openText('quiet.structured-prompt.json', MISTAKEN);
    await shows(document, 'element-type: "object"');
    assert.deepEqual(await actions(document, '"background"', vscode.CodeActionKind.QuickFix.value), []);
  });

  it('run at every save if the person asked for that', async () => {
    await configure('editor.codeActionsOnSave', { 'source.fixAll.structuredPrompt': 'explicit' });
    const document = await openText('saved.structured-prompt.json', MISTAKEN);
    await replace(document, 'A boat', 'A small boat');
    await document.save();
    await configure('editor.codeActionsOnSave', undefined);
    assert.equal(document.getText(), MISTAKEN.replace('"object"', '"obj"').replace('A boat', 'A small boat'));
    assert.equal(document.isDirty, false);
  });
});

describe('Canonicalize', () => {
  const LOOSE = [
    '{',
    '  // what it is about',
    '  "compositional_deconstruction": {',
    '    "elements": [{ "desc": "caf\\u00e9", "type": "obj", "bbox": [',
    '      1, 2,',
    '      30, 40 ] }],',
    '    "background": "Sea"',
    '  },',
    '  "high_level_description": "A boat"',
    '}',
  ].join('\r\n');

  it('writes the document in its one form, keeps comments and line ends, and is undone in one step', async () => {
    const document = await openText('loose.structured-prompt.json', LOOSE);
    await vscode.commands.executeCommand('structuredPrompt.canonicalize');
    const canonical = [
      '{',
      '  "high_level_description": "A boat",',
      '  // what it is about',
      '  "compositional_deconstruction": {',
      '    "background": "Sea",',
      '    "elements": [{ "type": "obj", "bbox": [1, 2, 30, 40], "desc": "café" }]',
      '  }',
      '}',
    ].join('\r\n');
    assert.equal(document.getText(), canonical);
    await vscode.commands.executeCommand('structuredPrompt.canonicalize');
    assert.equal(document.getText(), canonical, 'nothing is left to change');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), LOOSE);
  });

  it('leaves a prompt with a syntax error as it is', async () => {
    const document = await openText('torn.structured-prompt.json', LOOSE.slice(0, -1));
    await vscode.commands.executeCommand('structuredPrompt.canonicalize');
    assert.equal(document.getText(), LOOSE.slice(0, -1));
  });

  it('changes the prompts of a task file, and nothing else in it', async () => {
    const text = `[{ "height": 2048, "width": 2048, "settings": { "structuredPrompt": ${PROMPT_TEXT} } }]`;
    const document = await openText('canonical.image-task.json', text);
    await vscode.commands.executeCommand('structuredPrompt.canonicalize');
    assert.equal(document.getText(), text);
  });
});
