import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type JSONPath, visit } from 'jsonc-parser';
import { type Alignment, alignBoxes, distributeBoxes, matchSizes } from '../../../src/layout/boxes/arrange';
import { moveBoxes } from '../../../src/layout/boxes/move';
import { HANDLES, resizeBoxes } from '../../../src/layout/boxes/resize';
import type { DocumentKind } from '../../../src/prompt/kind';
import { arrange } from '../../../src/webview/stage/model/edits';
import type { StageModel } from '../../../src/webview/stage/model/stage-model';
import { settled } from '../../stage/link';
import { openSheet, Sheet } from '../../stage/sheet';
import { TEXTS } from '../../stage/texts';

interface File {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

function filesIn(folder: string): File[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      name,
      kind: name.endsWith('.image-task.json') ? 'task' : 'prompt',
      text: readFileSync(path.join(folder, name), 'utf8'),
    }));
}

const FILES: readonly File[] = [
  ...filesIn('test/fixtures/corpus'),
  ...filesIn('examples'),
  ...Object.entries(TEXTS).map(([name, text]): File => ({
    name,
    kind: name === 'task' ? 'task' : 'prompt',
    text,
  })),
];

const ALIGNMENTS: readonly Alignment[] = ['left', 'centerX', 'right', 'top', 'centerY', 'bottom'];

/** What changes the boxes of the chosen elements, and nothing else. */
const GESTURES: Readonly<Record<string, (model: StageModel) => void>> = {
  move: (model) => arrange(model, (list) => moveBoxes(list, 7, -3)),
  'move far over the edge': (model) => arrange(model, (list) => moveBoxes(list, 5000, -5000)),
  ...Object.fromEntries(
    HANDLES.map((handle) => [
      `resize by ${handle}`,
      (model: StageModel) => arrange(model, (list) => resizeBoxes(list, handle, 31, 17, false)),
    ]),
  ),
  ...Object.fromEntries(
    ALIGNMENTS.map((alignment) => [
      `align ${alignment}`,
      (model: StageModel) => arrange(model, (list) => alignBoxes(list, alignment)),
    ]),
  ),
  'distribute across': (model) => arrange(model, (list) => distributeBoxes(list, 'x')),
  'distribute down': (model) => arrange(model, (list) => distributeBoxes(list, 'y')),
  'match sizes': (model) => arrange(model, (list) => matchSizes(list, 'both', list.at(-1) ?? [0, 0, 1, 1])),
};

/** The place in the list of the element whose box a value is within, if it is in the first prompt's. */
function boxOwner(at: JSONPath, kind: DocumentKind): number | undefined {
  const list = at.indexOf('elements');
  const [index, key] = at.slice(list + 1);
  const isFirst = kind === 'prompt' || typeof at[0] !== 'number' || at[0] === 0;
  return list > 0 && isFirst && key === 'bbox' && typeof index === 'number' ? index : undefined;
}

/** The text without the numbers in the boxes of some elements: found by the tokens of the text, not by what is tested. */
function withoutNumbers({ text, kind }: Omit<File, 'name'>, elements: readonly number[]): string {
  const parts: string[] = [];
  let end = 0;
  visit(text, {
    onLiteralValue: (value, offset, length, _line, _character, where) => {
      const owner = boxOwner(where(), kind);
      if (typeof value !== 'number' || owner === undefined || !elements.includes(owner)) return;
      parts.push(text.slice(end, offset));
      end = offset + length;
    },
  });
  return [...parts, text.slice(end)].join('#');
}

/** Elements whose boxes are four numbers: others have no numbers to change. */
function withBoxes({ elements }: StageModel): readonly number[] {
  return elements.filter(({ bbox }) => bbox).map(({ index }) => index);
}

/** Each of the first elements alone, and all of them together. */
function choices(model: StageModel): readonly (readonly number[])[] {
  const all = withBoxes(model);
  return [...all.slice(0, 4).map((index) => [index]), ...(all.length > 1 ? [all] : [])];
}

async function check(file: File): Promise<number> {
  const { kind, name } = file;
  const sheet = new Sheet(file.text);
  const panel = openSheet(sheet, kind, () => 0).link;
  await settled([panel]);
  const { model } = panel;
  let changes = 0;
  for (const chosen of choices(model)) {
    for (const [gesture, make] of Object.entries(GESTURES)) {
      const words = `${gesture} of ${chosen.join(', ')} in ${name}`;
      model.setSelection(chosen);
      make(model);
      await settled([panel]);
      const before = withoutNumbers(file, chosen);
      assert.equal(withoutNumbers({ kind, text: sheet.text }, chosen), before, words);
      if (sheet.text === file.text) continue;
      changes++;
      assert.ok(sheet.undo(), words);
      await settled([panel]);
      assert.equal(sheet.text, file.text, `${words}, undone`);
    }
  }
  return changes;
}

describe('any gesture on the boxes of any file', function () {
  this.timeout(60_000);
  for (const [words, eol] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    it(`changes nothing but the numbers of that gesture, with ${words}`, async () => {
      let changes = 0;
      for (const file of FILES) {
        changes += await check({ ...file, text: file.text.replaceAll(/\r?\n/g, eol) });
      }
      assert.ok(changes > 1000, `${changes}`);
    });
  }
});
