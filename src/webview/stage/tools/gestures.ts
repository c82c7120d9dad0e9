/** The gestures of the pointer. Each works from where it began, so that nothing adds up, and can be taken back as a whole. */
import type { Point } from '../../../layout/boxes/axis';
import { boxAround, drawBox } from '../../../layout/boxes/draw';
import { unionOf } from '../../../layout/boxes/legal';
import { moveBoxes } from '../../../layout/boxes/move';
import { type Handle, resizeBoxes } from '../../../layout/boxes/resize';
import {
  type Guide,
  type SnapLines,
  snapLines,
  snapMove,
  snapPoint,
  snapResize,
} from '../../../layout/boxes/snap';
import type { Frame } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
import { GRID } from '../../../prompt/shape';
import { add, changed, movable } from '../model/edits';
import type { Boxes } from '../model/previews';
import { elementsIn } from './hit';
import type { StageModel } from '../model/stage-model';
import type { StageTools } from '../model/stage-tools';

/** Where the pointer is, and what is held down with it. */
export interface Input {
  /** In grid units. */
  readonly point: Point;
  /** In CSS pixels of the page. */
  readonly screen: Point;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** A gesture under way. */
export interface Gesture {
  move(input: Input): void;
  /** The pointer was let go. */
  end(): void;
  /** Nothing of it happened. */
  cancel(): void;
}

/** A pointer that moved less than this, in CSS pixels, has clicked. */
export const CLICK_REACH = 3;

/** What gestures act on. */
export interface Ground {
  readonly model: StageModel;
  readonly tools: StageTools;
  readonly frame: Frame;
  /** The distance within which things snap, in grid units. */
  readonly reach: Point;
  readonly snap: boolean;
  /** In grid units; null without a grid. */
  readonly grid: number | null;
}

function linesOf({ model, snap }: Ground, moved: ReadonlySet<number>): SnapLines | null {
  if (!snap) return null;
  const others = model.visible.filter(({ index }) => !moved.has(index));
  return snapLines(others.map(({ index }) => model.boxOf(index)).filter((box) => box !== undefined));
}

const NO_LINES = { x: [], y: [] };

/** What snaps now: lines and grid as they are set, nothing while Alt is held. */
function snapping({ reach, grid }: Ground, lines: SnapLines | null, { alt }: Input) {
  return { lines: alt || !lines ? NO_LINES : lines, reach, grid: alt ? null : grid } as const;
}

/** Along the one axis that it goes further on, as seen on the screen. */
function straight(dx: number, dy: number, { width, height }: Frame): Point {
  return Math.abs(dx * width) >= Math.abs(dy * height) ? { x: dx, y: 0 } : { x: 0, y: dy };
}

/** A gesture that the text may end before the pointer does: nothing of it happens then. */
function underway(
  model: StageModel,
  tools: StageTools,
  busy: NonNullable<StageTools['busy']['value']>,
  elements: readonly number[],
  gesture: Gesture,
): Gesture {
  let over = false;
  const finish = (act: () => void) => {
    if (over) return;
    over = true;
    model.endGesture();
    tools.rest();
    act();
  };
  const cancel = () => finish(() => gesture.cancel());
  model.startGesture({ elements, cancel });
  tools.busy.value = busy;
  return {
    move: (input) => {
      if (!over) gesture.move(input);
    },
    end: () => finish(() => gesture.end()),
    cancel,
  };
}

interface Step {
  readonly boxes: Boxes;
  readonly guides: readonly Guide[];
}

/** A gesture that changes boxes which are there. `step` works out what they become, from where they were. */
function boxGesture(
  { model, tools }: Ground,
  busy: 'move' | 'resize',
  boxes: Boxes,
  step: (input: Input) => Step,
): Gesture {
  let latest = boxes;
  return underway(model, tools, busy, [...boxes.keys()], {
    move: (input) => {
      const next = step(input);
      latest = next.boxes;
      tools.guides.value = next.guides;
      model.preview(latest);
    },
    end: () => model.place(latest),
    cancel: () => model.dropPreview(),
  });
}

/** Moves the chosen boxes together. */
export function moveGesture(ground: Ground, from: Point): Gesture {
  const boxes = movable(ground.model);
  const union = unionOf([...boxes.values()]);
  const lines = linesOf(ground, new Set(boxes.keys()));
  return boxGesture(ground, 'move', boxes, (input) => {
    const free = { x: input.point.x - from.x, y: input.point.y - from.y };
    const way = input.shift ? straight(free.x, free.y, ground.frame) : free;
    const { lines: targets, reach, grid } = snapping(ground, lines, input);
    const { dx, dy, guides } = snapMove(union, way.x, way.y, targets, reach, grid);
    // What is held to one axis does not leave it for a line.
    const right = input.shift && way.x === 0 ? 0 : dx;
    const down = input.shift && way.y === 0 ? 0 : dy;
    return { boxes: changed(boxes, (list) => moveBoxes(list, right, down)), guides };
  });
}

/** Moves edges of the chosen boxes. */
export function resizeGesture(ground: Ground, handle: Handle, from: Point): Gesture {
  const boxes = movable(ground.model);
  const union = unionOf([...boxes.values()]);
  const lines = linesOf(ground, new Set(boxes.keys()));
  return boxGesture(ground, 'resize', boxes, (input) => {
    const way = { x: input.point.x - from.x, y: input.point.y - from.y };
    const { lines: targets, reach, grid } = snapping(ground, lines, input);
    const { dx, dy, guides } = snapResize(union, handle, way.x, way.y, targets, reach, grid);
    return {
      boxes: changed(boxes, (list) => resizeBoxes(list, handle, dx, dy, input.shift)),
      guides: input.shift ? [] : guides,
    };
  });
}

const nothing = () => undefined;

/** Draws the box of a new element, or of one that has none; a mere click gives it the usual size. */
export function drawGesture(ground: Ground, start: Input): Gesture {
  const { model, tools, frame } = ground;
  const { value: creating } = model.creating;
  const waiting = creating && 'element' in creating ? model.elements[creating.element] : undefined;
  const kind = waiting?.kind ?? (creating && 'kind' in creating ? creating.kind : 'obj');
  const index = waiting?.index ?? model.elements.length;
  const lines = linesOf(ground, new Set());
  const snapped = (input: Input) => {
    const { lines: targets, reach, grid } = snapping(ground, lines, input);
    return snapPoint(input.point, targets, reach, grid);
  };
  const from = snapped(start).point;
  let box: Bbox | undefined;
  return underway(model, tools, 'draw', waiting ? [index] : [], {
    move: (input) => {
      const { point, guides } = snapped(input);
      const drawn = drawBox(from, point, frame, input.shift);
      box = drawn;
      tools.guides.value = guides;
      tools.ghost.value = { box: drawn, kind, index };
    },
    end: () => {
      const drawn = box ?? boxAround(start.point, kind, frame);
      model.creating.value = null;
      if (waiting) {
        model.select([index]);
        model.place(new Map([[index, drawn]]));
      } else add(model, kind, drawn);
    },
    cancel: nothing,
  });
}

/** Chooses what a rectangle touches, beside what was chosen where Shift was held at its start. */
export function marqueeGesture({ model, tools }: Ground, start: Input): Gesture {
  const before = model.selection.value;
  const kept = start.shift ? before : [];
  const boxes = model.visible.flatMap(({ index }) => {
    const box = model.boxOf(index);
    return box && !model.locked.value.has(index) ? [[index, box] as const] : [];
  });
  return underway(model, tools, 'marquee', [], {
    move: ({ point }) => {
      const touched = elementsIn(boxes, start.point, point);
      tools.marquee.value = [start.point, point];
      model.setSelection([...kept, ...touched.filter((index) => !kept.includes(index))]);
    },
    end: () => model.select(model.selection.value),
    cancel: () => model.setSelection(before),
  });
}

/** Drags an element without a box from the tray onto the stage; `onClick` where it was not dragged. */
export function dropGesture(ground: Ground, index: number, start: Input, onClick: () => void): Gesture {
  const { model, tools, frame } = ground;
  const kind = model.elements[index]?.kind ?? 'obj';
  let dragged = false;
  let box: Bbox | undefined;
  return underway(model, tools, 'draw', [index], {
    move: ({ point, screen }) => {
      dragged ||= Math.hypot(screen.x - start.screen.x, screen.y - start.screen.y) > CLICK_REACH;
      const inside = point.x >= 0 && point.x <= GRID && point.y >= 0 && point.y <= GRID;
      box = dragged && inside ? boxAround(point, kind, frame) : undefined;
      tools.ghost.value = box ? { box, kind, index } : null;
    },
    end: () => {
      if (!dragged) onClick();
      if (!box) return;
      model.select([index]);
      model.place(new Map([[index, box]]));
    },
    cancel: nothing,
  });
}
