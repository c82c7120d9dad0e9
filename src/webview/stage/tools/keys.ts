/** The keyboard on the stage. */
import type { Handle } from '../../../layout/boxes/resize';
import { resizeBoxes } from '../../../layout/boxes/resize';
import { moveBoxes } from '../../../layout/boxes/move';
import type { Post } from '../../context';
import * as actions from '../model/edits';
import type { Boxes } from '../model/drafts';
import type { StageModel } from '../model/stage-model';
import { type Viewing, ZOOM_STEP } from '../../viewport/use-viewport';

const WAYS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const LARGE_STEP = 10;

/** What keys act on. */
export interface KeyGround {
  readonly model: StageModel;
  readonly viewing: Viewing;
  readonly post: Post;
}

/** Moves or resizes by arrow keys. Presses that follow each other are one gesture, which ends when the key is let go. */
export class Nudge {
  private boxes: Boxes | undefined;

  /** Whether the key was one of these. */
  press({ model }: KeyGround, event: KeyboardEvent): boolean {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.metaKey) return false;
    if (model.selection.value.length === 0) return false;
    const now = this.boxes ?? actions.movable(model);
    if (now.size === 0 || !model.editable) return true;
    const step = event.shiftKey ? LARGE_STEP : 1;
    const [dx, dy] = [way[0] * step, way[1] * step];
    const handle: Handle = dx === 0 ? 's' : 'e';
    this.boxes = actions.changed(now, (list) =>
      event.altKey ? resizeBoxes(list, handle, dx, dy, false) : moveBoxes(list, dx, dy),
    );
    model.hold({ elements: [...now.keys()], cancel: () => this.cancel(model) });
    model.draft(this.boxes);
    return true;
  }

  /** Takes back what was not let go yet; false where there is nothing. */
  cancel(model: StageModel): boolean {
    const pressed = this.boxes !== undefined;
    this.boxes = undefined;
    if (pressed) model.dropDraft();
    return pressed;
  }

  /** The key was let go, or the focus went: the boxes go into the text. */
  release(model: StageModel): boolean {
    const { boxes } = this;
    this.boxes = undefined;
    if (boxes) model.place(boxes);
    return boxes !== undefined;
  }
}

type Action = (ground: KeyGround) => void;

const everything: Action = ({ model }) =>
  model.choose(model.visible.filter(({ index }) => !model.locked.value.has(index)).map(({ index }) => index));

const undo: Action = ({ model, post }) => post({ type: 'undo', document: model.document });
const redo: Action = ({ model, post }) => post({ type: 'redo', document: model.document });

/** With Ctrl, or Cmd on a Mac; capitals with Shift, too. */
const COMMANDS: Readonly<Record<string, Action>> = {
  a: everything,
  d: ({ model }) => actions.duplicate(model),
  z: undo,
  y: redo,
  Z: redo,
};

/** How far an arrow key moves the frame while nothing is chosen, in CSS pixels. */
const PAN_STEP = 40;

const PLAIN: Readonly<Record<string, Action>> = {
  ArrowLeft: ({ viewing }) => viewing.panBy(PAN_STEP, 0),
  ArrowRight: ({ viewing }) => viewing.panBy(-PAN_STEP, 0),
  ArrowUp: ({ viewing }) => viewing.panBy(0, PAN_STEP),
  ArrowDown: ({ viewing }) => viewing.panBy(0, -PAN_STEP),
  Enter: ({ model, post }) => {
    const index = model.selection.value.at(-1);
    if (index !== undefined) post({ type: 'showElement', document: model.document, index, focus: true });
  },
  Delete: ({ model }) => actions.remove(model),
  Backspace: ({ model }) => actions.remove(model),
  Escape: ({ model }) => {
    if (!model.creating.value) model.select([]);
    model.creating.set(null);
  },
  ']': ({ model }) => actions.move(model, 'forward'),
  '[': ({ model }) => actions.move(model, 'backward'),
  '}': ({ model }) => actions.move(model, 'front'),
  '{': ({ model }) => actions.move(model, 'back'),
  l: ({ model }) => actions.toggleLock(model),
  h: ({ model }) => actions.hide(model),
  H: ({ model }) => actions.showAll(model),
  o: ({ model }) => model.creating.set({ kind: 'obj' }),
  t: ({ model }) => model.creating.set({ kind: 'text' }),
  '+': ({ viewing }) => viewing.zoomBy(ZOOM_STEP),
  '=': ({ viewing }) => viewing.zoomBy(ZOOM_STEP),
  '-': ({ viewing }) => viewing.zoomBy(1 / ZOOM_STEP),
  '0': ({ viewing }) => viewing.fit(),
  '1': ({ viewing }) => viewing.full(),
};

const WITH_SHIFT: Readonly<Record<string, Action>> = {
  Delete: ({ model }) => actions.unplace(model),
  Backspace: ({ model }) => actions.unplace(model),
};

/**
 * What a key does on the stage, or on the strip of its tools (`strip`), whose own keys stay with it; undefined for a key that is
 * neither's.
 */
export function actionFor(event: KeyboardEvent, strip: boolean): Action | undefined {
  const { shiftKey } = event;
  if (event.altKey) return undefined;
  // Whether capitals are locked does not matter.
  const letter = event.key.length === 1 && shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
  const key = event.key.length === 1 ? letter : event.key;
  const command = event.ctrlKey || event.metaKey;
  const action = command ? COMMANDS[key] : ((shiftKey ? WITH_SHIFT[key] : undefined) ?? PLAIN[key]);
  return !strip || action === undo || action === redo || event.key === 'Escape' ? action : undefined;
}
