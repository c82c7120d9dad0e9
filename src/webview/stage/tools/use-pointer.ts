import { useRef } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { ViewOptions } from '../../../protocol/saved-state';
import type { Post } from '../../context';
import { followPointer } from '../../parts/follow-pointer';
import type { Gesture, Ground, Input } from './gestures';
import { gestureFor, indexOf, type Place, placeOf } from './pointer';
import type { StageModel } from '../model/stage-model';
import type { StageTools } from '../model/stage-tools';
import { startPan, useSpaceHeld } from '../../viewport/pan';
import type { Viewing } from '../../viewport/use-viewport';

/** Within so many CSS pixels things snap. */
const SNAP_REACH = 6;
/** The lines of the grid, in grid units. */
const GRID_STEP = 25;

/** What the pointer acts on. */
export interface PointerGround {
  readonly model: StageModel;
  readonly tools: StageTools;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly viewOptions: ViewOptions;
  readonly viewing: Viewing;
  readonly post: Post;
}

/** What gestures act on, at the place where the frame is now. */
export function groundOf({ model, tools, frame, viewOptions }: PointerGround, place: Place): Ground {
  const reach = place.distance(SNAP_REACH);
  return { model, tools, frame, reach, snap: viewOptions.snap, grid: viewOptions.grid ? GRID_STEP : null };
}

/** Where a pointer is, and what is held down with it. */
export function inputOf({ clientX, clientY, shiftKey, altKey }: PointerEvent, place: Place): Input {
  return {
    point: place.toGrid(clientX, clientY),
    screen: { x: clientX, y: clientY },
    shift: shiftKey,
    alt: altKey,
  };
}

/** Feeds a gesture from its pointer, until that is released. */
export function followGesture(press: PointerEvent, on: Element, place: Place, gesture: Gesture): void {
  followPointer(press, on, {
    move: (event) => gesture.move(inputOf(event, place)),
    end: () => gesture.end(),
    cancel: () => gesture.cancel(),
  });
}

interface PointerHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onDblClick: (event: MouseEvent) => void;
}

const isControl = (target: EventTarget | null): target is Element =>
  target instanceof Element && target.closest('.mark-place, .message') !== null;

/** The pointer on the stage. `frame` finds the frame's part of the page. */
export function usePointer(ground: PointerGround | null, frame: () => HTMLElement | null): PointerHandlers {
  const space = useSpaceHeld();
  const lastPress = useRef({ time: -Infinity, x: 0, y: 0 });
  return {
    // What the pointer does to the focus and to selections of text is the stage's to say.
    onMouseDown: (event) => {
      if (!isControl(event.target)) event.preventDefault();
    },
    onPointerDown: (event) => {
      const { target, currentTarget, button } = event;
      const element = frame();
      if (!ground || !element || !(target instanceof Element) || !(currentTarget instanceof Element)) return;
      if (isControl(target) || button === 2 || ground.tools.busy.value !== null) return;
      const place = placeOf(element);
      const input = inputOf(event, place);
      const before = lastPress.current;
      const again =
        event.timeStamp - before.time < 500 &&
        Math.hypot(event.clientX - before.x, event.clientY - before.y) < 5;
      lastPress.current = { time: event.timeStamp, x: event.clientX, y: event.clientY };
      const pans = button === 1 || space.current;
      if (pans) ground.tools.busy.value = 'pan';
      const gesture = pans
        ? undefined
        : gestureFor(groundOf(ground, place), { ...input, target, again }, place);
      focusChosen(element, ground.model);
      if (pans) startPan(ground.viewing, event, () => ground.tools.rest());
      if (gesture) followGesture(event, currentTarget, place, gesture);
    },
    onDblClick: ({ clientX, clientY }) => {
      const last = ground?.model.selection.value.at(-1);
      // The event itself goes to what holds the pointer.
      const target = document.elementFromPoint(clientX, clientY);
      if (!ground || last === undefined || !target || isControl(target)) return;
      if (indexOf(target) === undefined) return;
      ground.post({ type: 'showElement', document: ground.model.document, index: last, focus: true });
    },
  };
}

/** The keyboard goes to what is chosen on the stage, or to the stage as a whole. */
export function focusChosen(frame: HTMLElement | null, model: StageModel): void {
  const last = model.selection.value.at(-1);
  const box = last === undefined ? null : frame?.querySelector<HTMLElement>(`[data-element-index="${last}"]`);
  (box ?? frame)?.focus({ preventScroll: true });
}
