import { useEffect, useRef } from 'preact/hooks';
import { HANDLES } from '../../../layout/boxes/resize';
import type { Frame } from '../../../layout/frame';
import type { ViewOptions } from '../../../protocol/saved-state';
import type { Post } from '../../context';
import { followPointer } from '../../parts/follow-pointer';
import { startPan, useSpaceHeld } from '../../viewport/pan';
import type { Viewing } from '../../viewport/use-viewport';
import type { StageModel } from '../model/stage-model';
import type { GestureContext, Press } from './interaction';
import { type FramePosition, indexOf, inputOf, positionOf } from './on-page';
import type { StageTools } from './stage-tools';

/** The distance within which things snap, in CSS pixels. */
const SNAP_REACH = 6;
/** The extra reach around thin boxes, in CSS pixels. */
const HIT_REACH = 5;
/** The distance between the lines of the grid, in grid units. */
const GRID_STEP = 25;
/** Two presses within this time (milliseconds) and distance (CSS pixels) are a double click. */
const DOUBLE_CLICK = { time: 500, distance: 5 };

/** What the pointer acts on. */
export interface PointerContext {
  readonly model: StageModel;
  readonly tools: StageTools;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly viewOptions: ViewOptions;
  readonly viewing: Viewing;
  readonly post: Post;
}

/** What a gesture needs to know, with the frame at its current position. */
export function gestureContext(
  { frame, viewOptions }: PointerContext,
  position: FramePosition,
): GestureContext {
  return {
    frame,
    snapReach: position.distance(SNAP_REACH),
    hitReach: position.distance(HIT_REACH),
    snap: viewOptions.snap,
    grid: viewOptions.grid ? GRID_STEP : null,
  };
}

/** Sends what a pointer does, from its press on an element until the gesture ends, by the pointer or otherwise. */
export function followGesture(
  press: PointerEvent,
  on: Element,
  position: FramePosition,
  tools: StageTools,
): void {
  const stop = followPointer(press, on, {
    move: (event) => tools.send({ type: 'move', input: inputOf(event, position) }),
    end: () => tools.send({ type: 'up' }),
    cancel: () => tools.send({ type: 'cancel' }),
  });
  tools.onceIdle(stop);
}

/** Ends nudges: on Escape, on key release, and when the window loses the focus. */
export function useNudgeEnds(tools: StageTools): void {
  useEffect(() => {
    const ending = new AbortController();
    const options = { signal: ending.signal, capture: true };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || tools.interaction.value.kind !== 'nudging') return;
      event.preventDefault();
      event.stopPropagation();
      tools.send({ type: 'cancel' });
      tools.announce();
    };
    window.addEventListener('keydown', onKey, options);
    window.addEventListener('keyup', () => tools.send({ type: 'keyUp' }), options);
    // The listener also gets the event when elements lose the focus.
    window.addEventListener(
      'blur',
      ({ target }) => target === window && tools.send({ type: 'blur' }),
      options,
    );
    return () => {
      tools.send({ type: 'keyUp' });
      ending.abort();
    };
  }, [tools]);
}

/** Whether a press is the second one of a double click. */
function useDoubleClick(): (event: PointerEvent) => boolean {
  const last = useRef({ time: -Infinity, x: 0, y: 0 });
  return ({ timeStamp: time, clientX: x, clientY: y }) => {
    const { current: before } = last;
    last.current = { time, x, y };
    const isNear = Math.hypot(x - before.x, y - before.y) < DOUBLE_CLICK.distance;
    return isNear && time - before.time < DOUBLE_CLICK.time;
  };
}

interface PointerHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onDblClick: (event: MouseEvent) => void;
}

const isControl = (target: EventTarget | null): target is Element =>
  target instanceof Element && target.closest('.mark-place, .message') !== null;

function handleOf(target: Element): Press['handle'] {
  const name = target.closest('[data-handle]')?.getAttribute('data-handle');
  return HANDLES.find((known) => known === name);
}

/** The pointer on the stage. `frame` finds the frame's DOM element. */
export function usePointer(context: PointerContext | null, frame: () => HTMLElement | null): PointerHandlers {
  const space = useSpaceHeld();
  const isDoubleClick = useDoubleClick();
  return {
    // The stage itself decides how a press affects the focus and text selections.
    onMouseDown: (event) => {
      if (!isControl(event.target)) event.preventDefault();
    },
    onPointerDown: (event) => {
      const { target, currentTarget, button } = event;
      const element = frame();
      if (!context || !element || !(target instanceof Element) || !(currentTarget instanceof Element)) return;
      const { tools } = context;
      if (isControl(target) || button === 2 || tools.isPointerBusy) return;
      const position = positionOf(element);
      const press: Press = {
        ...inputOf(event, position),
        element: indexOf(target),
        handle: handleOf(target),
        again: isDoubleClick(event),
        pan: button === 1 || space.current,
      };
      tools.send({ type: 'down', press, context: gestureContext(context, position) });
      focusSelected(element, context.model);
      if (press.pan) startPan(context.viewing, event, () => tools.send({ type: 'up' }));
      else if (tools.interaction.value.kind !== 'idle') followGesture(event, currentTarget, position, tools);
    },
    onDblClick: ({ clientX, clientY }) => {
      const last = context?.model.selection.value.at(-1);
      // The event's own target is the element that captures the pointer.
      const target = document.elementFromPoint(clientX, clientY);
      if (!context || last === undefined || !target || isControl(target)) return;
      if (indexOf(target) === undefined) return;
      context.post({ type: 'showElement', document: context.model.document, index: last, focus: true });
    },
  };
}

/** Moves the focus to what is selected on the stage, or to the frame. */
export function focusSelected(frame: HTMLElement | null, model: StageModel): void {
  const last = model.selection.value.at(-1);
  const box = last === undefined ? null : frame?.querySelector<HTMLElement>(`[data-element-index="${last}"]`);
  (box ?? frame)?.focus({ preventScroll: true });
}
