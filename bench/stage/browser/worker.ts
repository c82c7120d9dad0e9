/** The text and what is done with it, as the extension host does it. */
import { applyEdits, type TextEdit } from '../../../src/prompt/edit';
import { editElements } from '../../../src/prompt/elements/edit';
import { elementsOf } from '../../../src/prompt/elements/prompts';
import { readPrompt } from '../../../src/prompt/model';
import { memberOf, membersOf, valueOf } from '../../../src/prompt/nodes';
import { type ParsedDocument, parseDocument } from '../../../src/prompt/parse';
import type { HostAnswer, HostOrder } from './host';

let parsed: ParsedDocument = parseDocument('');
let uri = '';
let version = 0;
let answered = 0;

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Before the closing quote of the literal text. */
function typing(index: number, letter: string): readonly TextEdit[] {
  const node = elementsOf(parsed, [])[index];
  const value = node && memberOf(membersOf(node), 'text')?.value;
  if (!value) throw new Error(`Element ${index} has no literal text`);
  return [{ offset: value.offset + value.length - 1, length: 0, text: letter }];
}

function textAfter(order: HostOrder): string {
  if (order.kind === 'open') {
    ({ uri } = order);
    return order.text;
  }
  if (order.kind === 'type') return applyEdits(parsed.text, typing(order.index, order.letter));
  answered = order.edit.id;
  return applyEdits(parsed.text, editElements(parsed, [], order.edit.edit) ?? []);
}

globalThis.onmessage = ({ data }: MessageEvent<HostOrder>) => {
  const asked = now();
  const text = textAfter(data);
  const changed = now();
  parsed = parseDocument(text);
  const parse = now() - changed;
  version += 1;
  const model = readPrompt(parsed.root && valueOf(parsed.root));
  const same = { editable: true, stale: false, tasks: 1, task: 0 };
  const answer: HostAnswer = { stage: { uri, version, answered, ...same, model }, asked, changed, parse };
  globalThis.postMessage(answer);
};
