/** A person at the stage and in the text, played from a seed: the same for a text in memory and for one in a real editor. */
import { moveBoxes } from '../../src/layout/boxes/move';
import { HANDLES, resizeBoxes } from '../../src/layout/boxes/resize';
import type { TextEdit } from '../../src/prompt/edit';
import * as edits from '../../src/webview/stage/model/edits';
import type { StageModel } from '../../src/webview/stage/model/stage-model';
import { seedSource } from '../simulator/random';

/** One of 0 to `count` - 1. */
export type Pick = (count: number) => number;

/** Numbers from a seed. */
export function picker(seed: number): Pick {
  const next = seedSource(seed);
  return (count) => next() % count;
}

const DIRECTIONS = ['front', 'forward', 'backward', 'back'] as const;
const FRAME = { width: 1000, height: 1500 };

function moveSome(model: StageModel, pick: Pick): void {
  const [dx, dy] = [pick(601) - 300, pick(601) - 300];
  edits.arrange(model, (list) => moveBoxes(list, dx, dy));
}

function resizeSome(model: StageModel, pick: Pick): void {
  const handle = HANDLES[pick(HANDLES.length)] ?? 'se';
  const [dx, dy, keepRatio] = [pick(601) - 300, pick(601) - 300, pick(2) === 0];
  edits.arrange(model, (list) => resizeBoxes(list, handle, dx, dy, keepRatio));
}

function addOrRemove(model: StageModel): void {
  if (model.elements.length > 6) edits.remove(model);
  else edits.add(model, 'text', [10, 20, 30, 40]);
}

/** Each as often as it stands here. */
const GESTURES: readonly ((model: StageModel, pick: Pick) => void)[] = [
  moveSome,
  moveSome,
  moveSome,
  resizeSome,
  resizeSome,
  edits.unplace,
  (model, pick) =>
    edits.placeAt(model, model.selection.value[0] ?? 0, { x: pick(1001), y: pick(1001) }, FRAME),
  edits.duplicate,
  addOrRemove,
  (model, pick) => edits.move(model, DIRECTIONS[pick(4)] ?? 'front'),
];

/** One gesture on the stage. */
export function gesture(model: StageModel, pick: Pick): void {
  const count = model.elements.length;
  if (count === 0) {
    edits.add(model, 'obj', [100, 100, 200, 200]);
    return;
  }
  const chosen = [...new Set([pick(count), pick(count)])];
  model.setSelection(pick(3) === 0 ? chosen : chosen.slice(0, 1));
  GESTURES[pick(GESTURES.length)]?.(model, pick);
}

function insertion(offset: number, text: string): TextEdit {
  return { offset, length: 0, text };
}

const TYPINGS: readonly ((text: string, pick: Pick) => readonly TextEdit[])[] = [
  // Another number.
  (text, pick) => {
    const numbers = [...text.matchAll(/(?<=[[ ,])\d+(?=[,\] ])/g)];
    const number = numbers[pick(Math.max(1, numbers.length))];
    return number ? [{ offset: number.index, length: number[0].length, text: String(pick(1001)) }] : [];
  },
  // Words in a description.
  (text) => {
    const word = /"desc":\s*"/.exec(text);
    return word ? [insertion(word.index + word[0].length, 'very ')] : [];
  },
  (text) => [insertion(text.length, ' ')],
  // A comma too many, or one that is put right again.
  (text) => {
    const comma = text.indexOf(',');
    if (comma < 0) return [];
    return text[comma + 1] === ',' ? [{ offset: comma, length: 1, text: '' }] : [insertion(comma, ',')];
  },
  // Another layout.
  (text) => [...text.matchAll(/\{ /g)].slice(0, 3).map(({ index }) => insertion(index + 1, ' ')),
  // An element before all others.
  (text) => {
    const list = /"elements":\s*\[/.exec(text);
    return list ? [insertion(list.index + list[0].length, '{"type":"obj","desc":"new"},')] : [];
  },
];

/** One change of the text, which may not be well formed for the moment. */
export function typing(text: string, pick: Pick): readonly TextEdit[] {
  return TYPINGS[pick(TYPINGS.length)]?.(text, pick) ?? [];
}
