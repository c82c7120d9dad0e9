/** Changes to the elements. Each is one edit of the text and one undo step. */
import type { Point } from '../../../layout/boxes/axis';
import { boxAround } from '../../../layout/boxes/draw';
import { moveBoxes } from '../../../layout/boxes/move';
import type { Frame } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
import type { Boxes } from './previews';
import { type Direction, reorder } from './order';
import type { StageModel } from './stage-model';

/** The offset of a copy from its original, in grid units. */
const COPY_OFFSET = 20;

/** The boxes of the selected elements that are not locked. */
export function movable(model: StageModel): Boxes {
  return new Map([...model.selectedBoxes].filter(([index]) => !model.locked.value.has(index)));
}

/** The boxes after a function has changed all of them together. */
export function changed(boxes: Boxes, change: (list: readonly Bbox[]) => readonly Bbox[]): Boxes {
  if (boxes.size === 0) return boxes;
  const list = change([...boxes.values()]);
  return new Map([...boxes].map(([index, before], place) => [index, list[place] ?? before] as const));
}

/** Changes the boxes of the selected elements together; locked elements stay. */
export function arrange(model: StageModel, change: (list: readonly Bbox[]) => readonly Bbox[]): void {
  model.place(changed(movable(model), change));
}

/** The selected elements that are not locked. */
function free(model: StageModel): readonly number[] {
  return model.selection.value.filter((index) => !model.locked.value.has(index));
}

/** Deletes the selected elements. */
export function remove(model: StageModel): void {
  model.request(() => {
    const indices = free(model);
    if (indices.length === 0) return undefined;
    const count = model.elements.length - indices.length;
    return { edit: { kind: 'delete', indices }, after: { count, selection: [] } };
  });
}

/** Removes the boxes of the selected elements, but keeps the elements. */
export function unplace(model: StageModel): void {
  model.request(() => {
    const indices = free(model).filter((index) => model.elements[index]?.bbox);
    return indices.length === 0 ? undefined : { edit: { kind: 'unplace', indices } };
  });
}

/** Copies the selected elements, each beside its original, and selects the copies. */
export function duplicate(model: StageModel): void {
  model.request(() => {
    const indices = model.selection.value.toSorted((a, b) => a - b);
    if (indices.length === 0) return undefined;
    const boxes = changed(model.selectedBoxes, (list) => moveBoxes(list, COPY_OFFSET, COPY_OFFSET));
    const copies = indices.map((index) => ({ index, bbox: boxes.get(index) ?? null }));
    const selection = indices.map((index, place) => index + place + 1);
    const count = model.elements.length + indices.length;
    return { edit: { kind: 'duplicate', copies }, after: { count, selection } };
  });
}

/** Moves the selected unlocked elements in the list, whose order is from back to front. */
export function move(model: StageModel, direction: Direction): void {
  model.request(() => {
    const count = model.elements.length;
    const order = reorder(count, free(model), direction);
    if (order.every((index, place) => index === place)) return undefined;
    const selection = model.selection.value.map((index) => order.indexOf(index));
    return { edit: { kind: 'reorder', order }, after: { count, selection } };
  });
}

/** Adds an element with a box as the last one, and selects it. */
export function add(model: StageModel, type: 'obj' | 'text', bbox: Bbox): void {
  model.request(() => {
    const count = model.elements.length + 1;
    return { edit: { kind: 'add', type, bbox }, after: { count, selection: [count - 1] } };
  });
}

/** Toggles whether the next drawn box is for this element, which has none yet, and selects it. */
export function toggleCreating(model: StageModel, element: number): void {
  model.creating.value = isCreating(model, element) ? null : { element };
  model.select([element]);
}

/** Whether the next drawn box is for this element. */
export function isCreating({ creating: { value } }: StageModel, element: number): boolean {
  return value !== null && 'element' in value && value.element === element;
}

/** Gives an element a box around a point, and selects it. */
export function placeAt(model: StageModel, index: number, center: Point, frame: Frame): void {
  const element = model.elements[index];
  if (!element) return;
  model.select([index]);
  model.place(new Map([[index, boxAround(center, element.kind, frame)]]));
}
