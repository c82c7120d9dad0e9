/** Where the two images of a comparison stand. */
import type { Frame } from '../../layout/frame';
import type { Rect } from '../../layout/rect';
import { frameRect } from '../viewport/viewport';
import type { CompareMode } from '../comparison';

/** Between two panes side by side, in CSS pixels. */
const GAP = 2;

interface Panes {
  readonly a: Rect;
  readonly b: Rect;
}

/** The stage in two, in whichever way shows the frame larger; or twice the whole of it, one above the other. */
export function panesOf(mode: CompareMode, stage: Frame, frame: Frame): Panes {
  const { width, height } = stage;
  const whole = { x: 0, y: 0, width, height };
  if (mode !== 'side') return { a: whole, b: whole };
  const half = { width: (width - GAP) / 2, height: (height - GAP) / 2 };
  const beside = { ...whole, width: half.width };
  const below = { ...whole, height: half.height };
  const shown = (pane: Rect) => frameRect('fit', frame, pane).width;
  return shown(beside) >= shown(below)
    ? { a: beside, b: { ...beside, x: half.width + GAP } }
    : { a: below, b: { ...below, y: half.height + GAP } };
}

/** What is in sight of something that lies on the stage. */
export function inSight(rect: Rect, stage: Frame): Rect {
  const [x, y] = [Math.max(0, rect.x), Math.max(0, rect.y)];
  return {
    x,
    y,
    width: Math.max(0, Math.min(stage.width, rect.x + rect.width) - x),
    height: Math.max(0, Math.min(stage.height, rect.y + rect.height) - y),
  };
}
