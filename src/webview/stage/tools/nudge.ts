/** The arrow keys on the stage. */
import type { Handle } from '../../../layout/boxes/resize';
import { resizeBoxes } from '../../../layout/boxes/resize';
import { moveBoxes } from '../../../layout/boxes/move';
import { changed, movable } from '../model/edits';
import type { Boxes } from '../model/previews';
import type { StageModel } from '../model/stage-model';

const WAYS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const LARGE_STEP = 10;

/** Moves or resizes by arrow keys. Presses that follow each other are one gesture, which ends when the key is let go. */
export class Nudge {
  private boxes: Boxes | undefined;

  /** Whether the key was one of these. */
  press(model: StageModel, event: KeyboardEvent): boolean {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.metaKey) return false;
    if (model.selection.value.length === 0) return false;
    const now = this.boxes ?? movable(model);
    if (now.size === 0 || !model.editable) return true;
    const step = event.shiftKey ? LARGE_STEP : 1;
    const [dx, dy] = [way[0] * step, way[1] * step];
    const handle: Handle = dx === 0 ? 's' : 'e';
    this.boxes = changed(now, (list) =>
      event.altKey ? resizeBoxes(list, handle, dx, dy, false) : moveBoxes(list, dx, dy),
    );
    model.startGesture({ elements: [...now.keys()], cancel: () => this.cancel(model) });
    model.preview(this.boxes);
    return true;
  }

  /** Takes back what was not let go yet; false where there is nothing. */
  cancel(model: StageModel): boolean {
    const pressed = this.boxes !== undefined;
    this.boxes = undefined;
    if (pressed) model.dropPreview();
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
