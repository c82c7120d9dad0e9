import assert from 'node:assert/strict';
import type { DocumentKind } from '../../../src/prompt/kind';
import { assertAgreement } from '../../stage/agreement';
import { settled } from '../../stage/link';
import { gesture, picker, typing } from '../../stage/player';
import { openSheet, Sheet } from '../../stage/sheet';
import { TEXTS } from '../../stage/texts';

/** In all, over the texts and both line ends. */
const HISTORIES = 1000;
const STEPS = 12;

async function history(text: string, kind: DocumentKind, seed: number): Promise<void> {
  const pick = picker(seed);
  const sheet = new Sheet(text);
  const open = () => openSheet(sheet, kind, () => pick(3)).link;
  const links = [open(), open()] as const;
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
