import { useEffect, useRef } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { StageLook } from '../../../protocol/saved-state';
import type { Post } from '../../context';
import type { Gesture, Ground, Input } from './gestures';
import { gestureFor, indexOf, type Place, placeOf } from './pointer';
import type { StageModel } from '../model/stage-model';
import type { StageTools } from '../model/stage-tools';
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
  readonly look: StageLook;
  readonly viewing: Viewing;
  readonly post: Post;
}

/** What gestures act on, at the place where the frame is now. */
export function groundOf({ model, tools, frame, look }: PointerGround, place: Place): Ground {
  const reach = place.distance(SNAP_REACH);
  return { model, tools, frame, reach, snap: look.snap, grid: look.grid ? GRID_STEP : null };
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

/** Follows a pointer from its press to its end; Escape, a lost pointer and a window that goes away take the gesture back. */
export function followPointer(press: PointerEvent, on: Element, place: Place, gesture: Gesture): void {
  const { pointerId } = press;
  const ending = new AbortController();
  const options = { signal: ending.signal, capture: true };
  const finish = (how: 'end' | 'cancel') => {
    ending.abort();
    if (on.hasPointerCapture(pointerId)) on.releasePointerCapture(pointerId);
    gesture[how]();
  };
  const listen = (
    name: 'pointermove' | 'pointerup' | 'pointercancel',
    handle: (event: PointerEvent) => void,
  ) => {
    window.addEventListener(name, (event) => event.pointerId === pointerId && handle(event), options);
  };
  on.setPointerCapture(pointerId);
  listen('pointermove', (event) => gesture.move(inputOf(event, place)));
  listen('pointerup', () => finish('end'));
  listen('pointercancel', () => finish('cancel'));
  // A part of the page that loses the focus tells of it here, too.
  window.addEventListener('blur', ({ target }) => target === window && finish('cancel'), options);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Alt') return;
    // Alt would take the keyboard to the editor's menus.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') finish('cancel');
  };
  window.addEventListener('keydown', onKey, options);
  window.addEventListener('keyup', onKey, options);
}

/** Moves the frame under the pointer. */
function panGesture({ viewing, tools }: PointerGround, { screen }: Input): Gesture {
  let last = screen;
  tools.busy.value = 'pan';
  return {
    move: (input) => {
      viewing.panBy(input.screen.x - last.x, input.screen.y - last.y);
      last = input.screen;
    },
    end: () => tools.rest(),
    cancel: () => tools.rest(),
  };
}

/** Whether the space bar is held: the pointer then moves the frame. */
function useSpace(): { readonly current: boolean } {
  const held = useRef(false);
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (event.key === ' ') held.current = event.type === 'keydown';
    };
    const release = () => (held.current = false);
    window.addEventListener('keydown', follow);
    window.addEventListener('keyup', follow);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', follow);
      window.removeEventListener('keyup', follow);
      window.removeEventListener('blur', release);
    };
  }, []);
  return held;
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
  const space = useSpace();
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
      const gesture =
        button === 1 || space.current
          ? panGesture(ground, input)
          : gestureFor(groundOf(ground, place), { ...input, target, again }, place);
      focusChosen(element, ground.model);
      if (gesture) followPointer(event, currentTarget, place, gesture);
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
