/** How gestures change boxes: pure geometry, always computed from the start of the gesture. */
import type { Point } from '../../../layout/boxes/axis';
import { boxAround, drawBox } from '../../../layout/boxes/draw';
import { unionOf } from '../../../layout/boxes/legal';
import { moveBoxes } from '../../../layout/boxes/move';
import { resizeBoxes } from '../../../layout/boxes/resize';
import { type SnapLines, snapLines, snapMove, snapPoint, snapResize } from '../../../layout/boxes/snap';
import type { Frame } from '../../../layout/frame';
import { GRID } from '../../../prompt/shape';
import { changed, movable } from '../model/edits';
import type { StageModel } from '../model/stage-model';
import type { Creating, Drag, GestureContext, Input, Resizing, Translating } from './interaction';

/** The lines of all visible boxes except the moved ones; null if nothing snaps to boxes. */
export function linesAround(
  model: StageModel,
  { snap }: GestureContext,
  moved: ReadonlySet<number>,
): SnapLines | null {
  if (!snap) return null;
  const others = model.visible.filter(({ index }) => !moved.has(index));
  return snapLines(others.map(({ index }) => model.boxOf(index)).filter((box) => box !== undefined));
}

const NO_LINES = { x: [], y: [] };

/** What to snap to now: nothing while Alt is held. */
function snapping({ snapReach, grid }: GestureContext, lines: SnapLines | null, { alt }: Input) {
  return [alt || !lines ? NO_LINES : lines, snapReach, alt ? null : grid] as const;
}

/** Starts to move or resize the selected boxes. */
export function dragFrom(model: StageModel, context: GestureContext, from: Point): Drag {
  const before = movable(model);
  const lines = linesAround(model, context, new Set(before.keys()));
  return { context, from, before, union: unionOf([...before.values()]), lines };
}

/** Restricts a move to the axis along which it goes farther, as seen on the screen. */
function straight(dx: number, dy: number, { width, height }: Frame): Point {
  return Math.abs(dx * width) >= Math.abs(dy * height) ? { x: dx, y: 0 } : { x: 0, y: dy };
}

/** Moves the boxes to where the pointer is. */
export function translate(state: Translating, input: Input): Translating {
  const { context, from, before, union, lines } = state.drag;
  const free = { x: input.point.x - from.x, y: input.point.y - from.y };
  const way = input.shift ? straight(free.x, free.y, context.frame) : free;
  const { dx, dy, guides } = snapMove(union, way.x, way.y, ...snapping(context, lines, input));
  // A move along one axis does not leave that axis to snap to a line.
  const right = input.shift && way.x === 0 ? 0 : dx;
  const down = input.shift && way.y === 0 ? 0 : dy;
  return { ...state, boxes: changed(before, (list) => moveBoxes(list, right, down)), guides };
}

/** Moves the dragged edges of the boxes to where the pointer is. */
export function resize(state: Resizing, input: Input): Resizing {
  const { handle } = state;
  const { context, from, before, union, lines } = state.drag;
  const way = { x: input.point.x - from.x, y: input.point.y - from.y };
  const { dx, dy, guides } = snapResize(union, handle, way.x, way.y, ...snapping(context, lines, input));
  const boxes = changed(before, (list) => resizeBoxes(list, handle, dx, dy, input.shift));
  return { ...state, boxes, guides: input.shift ? [] : guides };
}

/** Starts to draw a box for the element that the model says to create. */
export function drawFrom(model: StageModel, context: GestureContext, start: Input): Creating {
  const { value: next } = model.creating;
  const waiting = next && 'element' in next ? model.elements[next.element] : undefined;
  const lines = linesAround(model, context, new Set());
  return {
    kind: 'creating',
    context,
    drawing: { start, lines, from: snapPoint(start.point, ...snapping(context, lines, start)).point },
    type: waiting?.kind ?? (next && 'kind' in next ? next.kind : 'obj'),
    element: waiting?.index ?? null,
    index: waiting?.index ?? model.elements.length,
    box: null,
    guides: [],
  };
}

const isInFrame = ({ x, y }: Point) => x >= 0 && x <= GRID && y >= 0 && y <= GRID;

/** Draws the new box to where the pointer is or, if it is dragged out of the tray, around the pointer. */
export function create(state: Creating, input: Input): Creating {
  const { context, drawing, type } = state;
  if (!drawing) {
    return { ...state, box: isInFrame(input.point) ? boxAround(input.point, type, context.frame) : null };
  }
  const { point, guides } = snapPoint(input.point, ...snapping(context, drawing.lines, input));
  return { ...state, box: drawBox(drawing.from, point, context.frame, input.shift), guides };
}

/** The final box of a creation: a click on the stage gives it the default size. */
export function createdBox({ box, drawing, type, context }: Creating) {
  return box ?? (drawing && boxAround(drawing.start.point, type, context.frame));
}
