import assert from 'node:assert/strict';
import { applyEdits, type TextEdit } from '../../../src/prompt/edit';
import type { DocumentKind } from '../../../src/prompt/kind';
import { parseDocument } from '../../../src/prompt/parse';
import { StageDesk } from '../../../src/vscode/panel/stage-desk';
import { assertAgreement } from '../../stage/agreement';
import { Link, settled, turn } from '../../stage/link';
import { gesture, type Pick, picker, typing } from '../../stage/player';
import { TEXTS } from '../../stage/texts';

/** In all, over the texts and both line ends. */
const HISTORIES = 1000;
const STEPS = 12;

/** A text as the editor keeps it: one step to undo for each edit, and a version that only grows. */
class Sheet {
  text: string;
  version = 1;
  readonly listeners: (() => void)[] = [];
  private readonly past: string[] = [];
  private future: string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  edit(edits: readonly TextEdit[]): void {
    if (edits.length === 0) return;
    this.past.push(this.text);
    this.future = [];
    this.become(applyEdits(this.text, edits));
  }

  undo(): boolean {
    return this.go(this.past, this.future);
  }

  redo(): boolean {
    return this.go(this.future, this.past);
  }

  private go(from: string[], to: string[]): boolean {
    const text = from.pop();
    if (text === undefined) return false;
    to.push(this.text);
    this.become(text);
    return true;
  }

  private become(text: string): void {
    this.text = text;
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

/** A panel on a text: the host's desk and the page's model, with messages that take their time. */
function open(sheet: Sheet, kind: DocumentKind, pick: Pick): Link {
  const desk = new StageDesk({
    read: () => {
      const { text, version } = sheet;
      return { uri: 'file:///a', version, writable: true, kind, parsed: parseDocument(text) };
    },
    // As the editor does it: later, and only if nothing has changed meanwhile.
    apply: async (edits, version) => {
      await turn();
      if (sheet.version === version) sheet.edit(edits);
    },
    post: (stage) => link.tellPage(stage),
  });
  const link = new Link(
    () => pick(3),
    (edit) => desk.edit(edit),
  );
  sheet.listeners.push(() => desk.update());
  desk.send();
  return link;
}

async function history(text: string, kind: DocumentKind, seed: number): Promise<void> {
  const pick = picker(seed);
  const sheet = new Sheet(text);
  const links = [open(sheet, kind, pick), open(sheet, kind, pick)] as const;
  const settle = () => settled(links);
  await settle();
  assert.equal(sheet.text, text, 'nothing is written on load');
  const seen = new Set([text]);
  sheet.listeners.push(() => seen.add(sheet.text));
  for (let step = 0; step < STEPS; step++) {
    const what = pick(10);
    if (what < 6) gesture(links[pick(5) === 0 ? 1 : 0].model, pick);
    else if (what < 9) sheet.edit(typing(sheet.text, pick));
    else if (pick(3) === 0) sheet.redo();
    else sheet.undo();
    if (pick(2) === 0) await settle();
  }
  await settle();
  for (const { model } of links) assertAgreement(model, sheet.text, sheet.version, kind, `seed ${seed}`);
  while (sheet.undo()) assert.ok(seen.has(sheet.text), `seed ${seed}`);
  assert.equal(sheet.text, text, `seed ${seed}`);
  await settle();
  for (const { model } of links) assertAgreement(model, text, sheet.version, kind, `seed ${seed}, undone`);
}

describe('the stage and the text, from a thousand seeds', () => {
  const names = Object.keys(TEXTS);
  const share = HISTORIES / names.length / 2;
  names.forEach((name, place) => {
    for (const eol of ['\n', '\r\n']) {
      const words = eol === '\n' ? 'LF' : 'CRLF';
      it(`agree after ${share} histories of two panels, typing and undo on the ${name} text with ${words}`, async function () {
        this.timeout(60_000);
        const text = (TEXTS[name] ?? '').replaceAll('\n', eol);
        const kind = name === 'task' ? 'task' : 'prompt';
        for (let seed = 1; seed <= share; seed++) await history(text, kind, place * 1000 + seed);
      });
    }
  });
});
