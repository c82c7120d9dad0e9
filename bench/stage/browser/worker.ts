/** The text and what is done with it: the extension host's own controller, on a text that is held here. */
import { applyEdits, type TextEdit } from '../../../src/prompt/edit';
import { locate } from '../../../src/prompt/located-document';
import { memberOf, membersOf } from '../../../src/prompt/nodes';
import { type ParsedDocument, parseDocument } from '../../../src/prompt/parse';
import { StageController } from '../../../src/vscode/panel/stage-controller';
import type { HostAnswer, HostOrder } from './host';

let parsed: ParsedDocument = parseDocument('');
let uri = '';
let version = 0;
/** Of the order that is being carried out. */
let times = { asked: 0, changed: 0, parse: 0 };

function now(): number {
  return performance.timeOrigin + performance.now();
}

const controller = new StageController({
  read: () => ({ uri, version, writable: true, located: locate(parsed, 'prompt') }),
  apply: (edits) => {
    change(applyEdits(parsed.text, edits));
    return Promise.resolve();
  },
  post: (news) => globalThis.postMessage({ news, ...times } satisfies HostAnswer),
});

/** The text becomes another one, and is read. */
function change(text: string): void {
  const changed = now();
  parsed = parseDocument(text);
  times = { ...times, changed, parse: now() - changed };
  version += 1;
}

/** Before the closing quote of the literal text. */
function typing(index: number, letter: string): readonly TextEdit[] {
  const node = locate(parsed, 'prompt').prompts[0]?.items[index];
  const value = node && memberOf(membersOf(node), 'text')?.value;
  if (!value) throw new Error(`Element ${index} has no literal text`);
  return [{ offset: value.offset + value.length - 1, length: 0, text: letter }];
}

globalThis.onmessage = ({ data }: MessageEvent<HostOrder>) => {
  times = { asked: now(), changed: 0, parse: 0 };
  switch (data.kind) {
    case 'open':
      ({ uri } = data);
      change(data.text);
      controller.send();
      return;
    case 'type':
      change(applyEdits(parsed.text, typing(data.index, data.letter)));
      controller.update();
      return;
    case 'edit':
      void controller.edit(data.edit);
      return;
    case 'resync':
      controller.send();
  }
};
