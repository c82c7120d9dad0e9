import assert from 'node:assert/strict';
import { commands, EventEmitter, type TextDocument, window, workspace } from 'vscode';
import type { DocumentKind } from '../../../src/prompt/kind';
import { StageSync } from '../../../src/vscode/panel/stage-sync';
import { assertAgreement } from '../../stage/agreement';
import { Link, settled } from '../../stage/link';
import { gesture, type Pick, picker, typing } from '../../stage/player';
import { TEXTS } from '../../stage/texts';
import { openText } from '../support';
import { workspaceEdit } from '../../../src/vscode/platform/editor';

/** The number of histories for each text and each line end: the real editor is slow. */
const HISTORIES = 1;
const STEPS = 8;

/** A panel on the open document, without its page. */
function open(pick: Pick): { readonly link: Link; readonly sync: StageSync } {
  const linted = new EventEmitter<TextDocument>();
  const sync = new StageSync({
    linter: {
      onDidLint: linted.event,
      watches: () => false,
      lint: ({ parsed, kind }) => ({ parsed, kind, problems: [] }),
    },
    post: (message) => {
      if (message.type === 'stage' || message.type === 'stageChange') link.tellPage(message);
    },
    focusPanel: () => undefined,
    onTask: () => undefined,
  });
  const link = new Link(
    () => pick(3),
    (message) => sync.handle(message),
  );
  return { link, sync };
}

async function history(document: TextDocument, kind: DocumentKind, seed: number): Promise<void> {
  const pick = picker(seed);
  const panels = [open(pick), open(pick)] as const;
  const settle = () => settled(panels.map(({ link }) => link));
  const agree = (words: string) => {
    for (const { link } of panels) {
      assertAgreement(link.model, document.getText(), document.version, kind, `seed ${seed}${words}`);
    }
  };
  const original = document.getText();
  const seen = new Set([original]);
  const listener = workspace.onDidChangeTextDocument((event) => {
    if (event.document === document) seen.add(document.getText());
  });
  try {
    const { version } = document;
    for (const { sync } of panels) await sync.show(document.uri);
    await settle();
    assert.equal(document.version, version, 'nothing is written on load');
    for (let step = 0; step < STEPS; step++) {
      const what = pick(10);
      if (what < 6) gesture(panels[pick(5) === 0 ? 1 : 0].link.model, pick);
      else if (what < 9) {
        await workspace.applyEdit(workspaceEdit(document, typing(document.getText(), pick)));
      } else await commands.executeCommand(pick(3) === 0 ? 'redo' : 'undo');
      if (pick(2) === 0) await settle();
    }
    await settle();
    agree('');
    for (let step = 0; document.getText() !== original; step++) {
      assert.ok(step <= 2 * STEPS, `seed ${seed}: a gesture is more than one step to undo`);
      await commands.executeCommand('undo');
      assert.ok(seen.has(document.getText()), `seed ${seed}: undo leads to a text that never was`);
    }
    await settle();
    agree(', undone');
  } finally {
    listener.dispose();
    for (const { sync } of panels) sync.dispose();
  }
}

describe('the stage and the text of a real editor', () => {
  for (const [name, written] of Object.entries(TEXTS)) {
    for (const eol of ['\n', '\r\n']) {
      const words = eol === '\n' ? 'LF' : 'CRLF';
      it(`agree under gestures, typing and undo from two panels on the ${name} text with ${words}, and every undo returns to the byte`, async function () {
        this.timeout(120_000);
        const kind = name === 'task' ? 'task' : 'prompt';
        const ending = kind === 'task' ? 'image-task' : 'structured-prompt';
        const text = written.replaceAll('\n', eol);
        const document = await openText(`${name}-${words}.${ending}.json`, text);
        assert.equal(window.activeTextEditor?.document, document);
        for (let seed = 1; seed <= HISTORIES; seed++) await history(document, kind, seed);
        assert.equal(document.getText(), text);
        await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      });
    }
  }
});
