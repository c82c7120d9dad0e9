import assert from 'node:assert/strict';
import { EventEmitter, Range, type TextDocument, Uri, window, workspace } from 'vscode';
import { lintParsed } from '../../../src/lint/lint';
import type { HostMessage } from '../../../src/protocol/messages';
import { StageSync } from '../../../src/vscode/panel/stage-sync';
import { append, openText, PROMPT_TEXT, workspaceFolder } from '../support';

describe('the stage of a document', () => {
  const linted = new EventEmitter<TextDocument>();
  let told: HostMessage[];
  let sync: StageSync;
  const last = <T extends HostMessage['type']>(type: T) =>
    told.findLast((message): message is Extract<HostMessage, { readonly type: T }> => message.type === type);

  beforeEach(() => {
    told = [];
    sync = new StageSync({
      linter: {
        onDidLint: linted.event,
        watches: () => true,
        lint: ({ parsed, kind }) => lintParsed(parsed, kind),
      },
      post: (message) => told.push(message),
      focusPanel: () => undefined,
      onTask: () => undefined,
    });
  });

  afterEach(() => sync.dispose());

  it('resends the position of the text cursor to a page that missed a message', async () => {
    const document = await openText('missed.structured-prompt.json', PROMPT_TEXT);
    const at = document.positionAt(PROMPT_TEXT.indexOf('HELLO'));
    await window.showTextDocument(document, { selection: new Range(at, at) });
    await sync.show(document.uri);
    told = [];
    await sync.handle({ type: 'resync' });
    assert.equal(last('stage')?.stage?.uri, document.uri.toString());
    assert.equal(last('cursor')?.element, 0);
    assert.ok(last('problems'));
  });

  it('shows the document that was asked for last, even if an earlier one takes longer to open', async () => {
    const slow = Uri.joinPath(workspaceFolder(), 'slow.structured-prompt.json');
    await workspace.fs.writeFile(slow, new TextEncoder().encode(PROMPT_TEXT));
    const document = await openText('quick.structured-prompt.json', PROMPT_TEXT);
    await Promise.all([sync.show(slow), sync.show(document.uri)]);
    assert.equal(last('stage')?.stage?.uri, document.uri.toString());
  });

  /** A prompt whose box is upside down. */
  const UPSIDE_DOWN = PROMPT_TEXT.replace('[300, 100, 700, 900]', '[700, 100, 300, 900]');
  /** The first fix that the stage offers, as the page asks for it. */
  const offered = () => {
    const problem = last('problems')?.problems.find(({ fixes }) => fixes.length > 0);
    const stage = last('stage')?.stage;
    const [fix] = problem?.fixes ?? [];
    assert.ok(problem && stage && fix !== undefined);
    const { element, message } = problem;
    const { uri, version, task } = stage;
    return { type: 'fix' as const, document: uri, version, task, element, message, fix };
  };

  it('applies a fix that was found before the last change, if the problem is still there', async () => {
    const document = await openText('mended.structured-prompt.json', UPSIDE_DOWN);
    await sync.show(document.uri);
    const fix = offered();
    await append(document, '\n');
    await sync.handle({ ...fix, version: document.version });
    assert.equal(document.getText(), `${PROMPT_TEXT}\n`);
  });

  it('does not fix a text that has changed since the fix was chosen, and sends its problems again', async () => {
    const document = await openText('changed.structured-prompt.json', UPSIDE_DOWN);
    await sync.show(document.uri);
    const fix = offered();
    await append(document, '\n');
    told = [];
    await sync.handle(fix);
    assert.equal(document.getText(), `${UPSIDE_DOWN}\n`);
    assert.ok(last('problems'));
  });

  it('ignores an action that was meant for the document before', async () => {
    const before = await openText('before.structured-prompt.json', UPSIDE_DOWN);
    await sync.show(before.uri);
    const fix = offered();
    const { document, version, task } = fix;
    const next = await openText('next.structured-prompt.json', UPSIDE_DOWN);
    await append(next, '\n');
    await sync.show(next.uri);
    const { selection } = window.activeTextEditor ?? {};
    const meant = { document, version: next.version, task };
    await sync.handle({ ...fix, ...meant });
    await sync.handle({ type: 'edit', id: 1, ...meant, edit: { kind: 'delete', indices: [0] } });
    await sync.handle({ type: 'undo', document });
    await sync.handle({ type: 'showElement', document, index: 0, focus: true });
    await sync.handle({ type: 'chooseTask', document, task: 0 });
    assert.equal(next.getText(), `${UPSIDE_DOWN}\n`);
    assert.equal(before.getText(), UPSIDE_DOWN);
    assert.equal(before.version, version);
    assert.equal(window.activeTextEditor?.document, next);
    assert.deepEqual(window.activeTextEditor.selection, selection);
  });
});
