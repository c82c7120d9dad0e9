/** What a press of the pointer on the stage begins. */
import type { Point } from '../../../layout/boxes/axis';
import { type Handle, HANDLES } from '../../../layout/boxes/resize';
import {
  CLICK_REACH,
  drawGesture,
  type Gesture,
  type Ground,
  type Input,
  marqueeGesture,
  moveGesture,
  resizeGesture,
} from './gestures';
import { GRID } from '../../../prompt/shape';
import { elementsAt } from './hit';

/** Around thin boxes, in CSS pixels. */
const HIT_REACH = 5;

/** A press, and what it hit. */
export interface Press extends Input {
  readonly target: Element;
  /** Whether it is the second of a double click. */
  readonly again: boolean;
}

/** Where on the screen the frame is: read once for each gesture. */
export interface Place {
  toGrid(clientX: number, clientY: number): Point;
  /** A distance in CSS pixels, in grid units. */
  distance(pixels: number): Point;
}

/** The frame of an element of the page. */
export function placeOf(frame: Element): Place {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return {
    toGrid: (x, y) => ({ x: ((x - left) / width) * GRID, y: ((y - top) / height) * GRID }),
    distance: (pixels) => ({ x: (pixels / width) * GRID, y: (pixels / height) * GRID }),
  };
}

/** The element of the list that a part of the page belongs to. */
export function indexOf(target: Element): number | undefined {
  const index = target.closest('[data-element-index]')?.getAttribute('data-element-index');
  return index === null || index === undefined ? undefined : Number(index);
}

/** The elements under a press, from the top down; a label belongs to its box, however deep that lies. */
function under({ model }: Ground, { point, target }: Press, place: Place): readonly number[] {
  const open = model.visible.filter(({ index }) => !model.locked.value.has(index));
  const boxes = open.flatMap(({ index }) => {
    const box = model.boxOf(index);
    return box ? [[index, box] as const] : [];
  });
  const hits = elementsAt(boxes, point, place.distance(HIT_REACH));
  // What is pressed outside of its box is its label.
  const labelled = indexOf(target);
  if (labelled === undefined || hits.includes(labelled) || model.locked.value.has(labelled)) return hits;
  return [labelled, ...hits.filter((index) => index !== labelled)];
}

/** A gesture that begins once the pointer goes; before that the press is a click. */
function onceMoved(press: Press, begin: () => Gesture | undefined, click: () => void): Gesture {
  let gesture: Gesture | undefined;
  let begun = false;
  return {
    move: (input) => {
      const { screen } = input;
      if (!begun && Math.hypot(screen.x - press.screen.x, screen.y - press.screen.y) <= CLICK_REACH) return;
      if (!begun) gesture = begin();
      begun = true;
      gesture?.move(input);
    },
    end: () => {
      if (begun) gesture?.end();
      else click();
    },
    cancel: () => gesture?.cancel(),
  };
}

/** A click on what is chosen already goes on to what lies below it. */
function goOn({ model }: Ground, { again }: Press, hits: readonly number[], pressed: number): void {
  const { value: chosen } = model.selection;
  const next = again || chosen.length > 1 ? pressed : hits[(hits.indexOf(pressed) + 1) % hits.length];
  model.select([next ?? pressed]);
}

/** A press on boxes: chooses, and moves once the pointer goes. */
function pressBox(ground: Ground, press: Press, hits: readonly number[]): Gesture {
  const { model } = ground;
  const before = model.selection.value;
  const held = hits.find((index) => before.includes(index));
  const pressed = (press.shift ? hits[0] : (held ?? hits[0])) ?? 0;
  const chosen = before.includes(pressed);
  if (press.shift) {
    model.select(chosen ? before.filter((index) => index !== pressed) : [...before, pressed]);
  } else if (!chosen) model.select([pressed]);
  const canMove = () => model.editable && model.selectedBoxes.size > 0;
  return onceMoved(
    press,
    () => (canMove() ? moveGesture(ground, press.point) : undefined),
    () => {
      if (!press.shift && chosen) goOn(ground, press, hits, pressed);
    },
  );
}

/** A press on a handle: it may cover boxes that are meant where it is only clicked. */
function pressHandle(ground: Ground, press: Press, handle: Handle, hits: readonly number[]): Gesture {
  const { model } = ground;
  return onceMoved(
    press,
    () => (model.editable ? resizeGesture(ground, handle, press.point) : undefined),
    () => {
      const held = hits.find((index) => model.selection.value.includes(index));
      const [top] = hits;
      if (held !== undefined) goOn(ground, press, hits, held);
      else if (top !== undefined) model.select([top]);
    },
  );
}

/** The gesture that a press begins; undefined where there is nothing to do. */
export function gestureFor(ground: Ground, press: Press, place: Place): Gesture | undefined {
  const { model } = ground;
  if (model.creating.value && model.editable) return drawGesture(ground, press);
  const hits = under(ground, press, place);
  const name = press.target.closest('[data-handle]')?.getAttribute('data-handle');
  const handle = HANDLES.find((known) => known === name);
  if (handle) return pressHandle(ground, press, handle, hits);
  if (hits.length > 0) return pressBox(ground, press, hits);
  if (!press.shift) model.setSelection([]);
  return marqueeGesture(ground, press);
}
