import assert from 'node:assert/strict';
import { EventEmitter, Range, type TextDocument, Uri, window, workspace } from 'vscode';
import type { HostMessage } from '../../../src/protocol/messages';
import { StageSync } from '../../../src/vscode/panel/stage-sync';
import { openText, PROMPT_TEXT, workspaceFolder } from '../support';

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
        watches: () => false,
        lint: ({ parsed, kind }) => ({ parsed, kind, problems: [] }),
      },
      post: (message) => told.push(message),
      focusPanel: () => undefined,
      onTask: () => undefined,
    });
  });

  afterEach(() => sync.dispose());

  it('tells a page that missed something where the text cursor is, too', async () => {
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

  it('is the document that was asked for last, though an earlier one takes longer to open', async () => {
    const slow = Uri.joinPath(workspaceFolder(), 'slow.structured-prompt.json');
    await workspace.fs.writeFile(slow, new TextEncoder().encode(PROMPT_TEXT));
    const document = await openText('quick.structured-prompt.json', PROMPT_TEXT);
    await Promise.all([sync.show(slow), sync.show(document.uri)]);
    assert.equal(last('stage')?.stage?.uri, document.uri.toString());
  });
});
