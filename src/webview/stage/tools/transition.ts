/** All transitions between states of an interaction. They only read the model; changes to it are returned as effects. */
import { resizeBoxes } from '../../../layout/boxes/resize';
import { moveBoxes } from '../../../layout/boxes/move';
import { changed, movable } from '../model/edits';
import type { StageModel } from '../model/stage-model';
import { create, createdBox, drawFrom, dragFrom, resize, translate } from './drag';
import { elementsIn, elementsUnder } from './hit';
import {
  type Brushing,
  type Effect,
  type GestureContext,
  IDLE,
  type Input,
  type Interaction,
  type InteractionEvent,
  type Nudging,
  type Pointing,
  type PointingTarget,
  type Press,
} from './interaction';

/** A press that moves no farther than this, in CSS pixels, is a click. */
export const CLICK_REACH = 3;

export interface Transition {
  readonly state: Interaction;
  readonly effects: readonly Effect[];
}

const to = (state: Interaction, ...effects: readonly Effect[]): Transition => ({ state, effects });
const select = (indices: readonly number[]): Effect => ({ type: 'select', indices, reveal: true });
const selectQuietly = (indices: readonly number[]): Effect => ({ type: 'select', indices, reveal: false });

/** The next state after an event, and its effects. */
export function transition(state: Interaction, event: InteractionEvent, model: StageModel): Transition {
  if (state.kind === 'idle') return start(event, model);
  if (state.kind === 'nudging') return nudged(state, event, model);
  switch (event.type) {
    case 'move':
      return move(state, event.input, model);
    case 'up':
      return to(IDLE, ...complete(state, model));
    case 'cancel':
    case 'blur':
      return to(IDLE, ...cancel(state));
    case 'down':
    case 'downInTray':
    case 'nudge':
    case 'keyUp':
      // Only one gesture at a time.
      return to(state);
  }
}

function start(event: InteractionEvent, model: StageModel): Transition {
  if (event.type === 'down') return press(event.press, event.context, model);
  if (event.type === 'nudge') return nudge(movable(model), event, model);
  if (event.type !== 'downInTray' || !model.editable) return to(IDLE);
  const { element, input, context } = event;
  return to({ kind: 'pointing', context, start: input, target: { on: 'tray', element } });
}

function press(pressed: Press, context: GestureContext, model: StageModel): Transition {
  if (pressed.pan) return to({ kind: 'panning' });
  if (model.creating.value && model.editable) return to(drawFrom(model, context, pressed));
  const hits = elementsUnder(model, pressed, context.hitReach);
  const { handle, again } = pressed;
  if (handle) {
    return to({ kind: 'pointing', context, start: pressed, target: { on: 'handle', handle, hits, again } });
  }
  if (hits.length > 0) return pressBoxes(pressed, context, hits, model);
  const before = pressed.shift ? model.selection.value : [];
  const effects = pressed.shift ? [] : [selectQuietly([])];
  return to(brushFrom(pressed, before, model), ...effects);
}

/** A press on boxes selects immediately; with Shift it adds to the selection or removes from it. */
function pressBoxes(
  { shift, again, ...input }: Press,
  context: GestureContext,
  hits: readonly number[],
  model: StageModel,
): Transition {
  const { value: before } = model.selection;
  const selected = hits.find((index) => before.includes(index));
  const pressed = (shift ? hits[0] : (selected ?? hits[0])) ?? 0;
  const wasSelected = before.includes(pressed);
  const target: PointingTarget = { on: 'box', hits, pressed, again, wasSelected };
  const state: Pointing = { kind: 'pointing', context, start: { ...input, shift }, target };
  if (!shift) return to(state, ...(wasSelected ? [] : [select([pressed])]));
  return to(state, select(wasSelected ? before.filter((index) => index !== pressed) : [...before, pressed]));
}

function brushFrom({ point, shift }: Press, before: readonly number[], model: StageModel): Brushing {
  const boxes = model.visible.flatMap(({ index }) => {
    const box = model.boxOf(index);
    return box && !model.locked.value.has(index) ? [[index, box] as const] : [];
  });
  return { kind: 'brushing', from: point, to: null, boxes, kept: shift ? before : [], before };
}

type PointerState = Exclude<Interaction, { kind: 'idle' | 'nudging' }>;

function move(state: PointerState, input: Input, model: StageModel): Transition {
  switch (state.kind) {
    case 'pointing': {
      const { start: from } = state;
      const moved = Math.hypot(input.screen.x - from.screen.x, input.screen.y - from.screen.y);
      if (moved <= CLICK_REACH) return to(state);
      const begun = begin(state, model);
      return begun ? move(begun, input, model) : to(IDLE);
    }
    case 'translating':
    case 'resizing': {
      const next = state.kind === 'translating' ? translate(state, input) : resize(state, input);
      return to(next, { type: 'preview', boxes: next.boxes });
    }
    case 'brushing': {
      const touched = elementsIn(state.boxes, state.from, input.point);
      const others = touched.filter((index) => !state.kept.includes(index));
      return to({ ...state, to: input.point }, selectQuietly([...state.kept, ...others]));
    }
    case 'creating':
      return to(create(state, input));
    case 'panning':
      return to(state);
  }
}

/** What a press becomes once the pointer moves; undefined if nothing can be moved. */
function begin({ context, start: from, target }: Pointing, model: StageModel): PointerState | undefined {
  if (target.on === 'tray') {
    const { element } = target;
    const type = model.elements[element]?.kind ?? 'obj';
    return { kind: 'creating', context, drawing: null, type, element, index: element, box: null, guides: [] };
  }
  if (!model.editable || movable(model).size === 0) return undefined;
  const drag = dragFrom(model, context, from.point);
  const still = { drag, boxes: drag.before, guides: [] };
  if (target.on === 'box') return { kind: 'translating', ...still };
  return { kind: 'resizing', handle: target.handle, ...still };
}

function complete(state: PointerState, model: StageModel): readonly Effect[] {
  switch (state.kind) {
    case 'pointing':
      return click(state, model);
    case 'translating':
    case 'resizing':
      return [{ type: 'place', boxes: state.boxes }];
    case 'brushing':
      return [select(model.selection.value)];
    case 'creating': {
      const { element, type, drawing } = state;
      const bbox = createdBox(state);
      if (!bbox) return [];
      const stop: readonly Effect[] = drawing ? [{ type: 'stopCreating' }] : [];
      if (element === null) return [...stop, { type: 'add', kind: type, bbox }];
      return [...stop, select([element]), { type: 'place', boxes: new Map([[element, bbox]]) }];
    }
    case 'panning':
      return [];
  }
}

/** A click on something already selected selects what lies below it. */
function click({ start: { shift }, target }: Pointing, model: StageModel): readonly Effect[] {
  if (target.on === 'tray') return [{ type: 'toggleCreating', element: target.element }];
  const { value: selection } = model.selection;
  const { hits, again } = target;
  if (target.on === 'box' && (shift || !target.wasSelected)) return [];
  // A handle may cover a box: a mere click on the handle is meant for the box.
  const pressed = target.on === 'box' ? target.pressed : hits.find((index) => selection.includes(index));
  if (pressed === undefined) return hits[0] === undefined ? [] : [select([hits[0]])];
  const below = hits[(hits.indexOf(pressed) + 1) % hits.length];
  return [select([again || selection.length > 1 ? pressed : (below ?? pressed)])];
}

/** Undoes everything that the gesture has shown or selected. */
function cancel(state: PointerState): readonly Effect[] {
  if (state.kind === 'translating' || state.kind === 'resizing') return [{ type: 'dropPreview' }];
  return state.kind === 'brushing' ? [selectQuietly(state.before)] : [];
}

function nudge(
  boxes: Nudging['boxes'],
  { dx, dy, resize: isResize }: Extract<InteractionEvent, { type: 'nudge' }>,
  model: StageModel,
): Transition {
  if (boxes.size === 0 || !model.editable) return to(IDLE);
  const handle = dx === 0 ? 's' : 'e';
  const next = changed(boxes, (list) =>
    isResize ? resizeBoxes(list, handle, dx, dy, false) : moveBoxes(list, dx, dy),
  );
  return to({ kind: 'nudging', boxes: next }, { type: 'preview', boxes: next });
}

/** Nudged boxes are written into the text when a key is released, or before anything else begins. */
function nudged(state: Nudging, event: InteractionEvent, model: StageModel): Transition {
  const place: Effect = { type: 'place', boxes: state.boxes };
  switch (event.type) {
    case 'nudge':
      return nudge(state.boxes, event, model);
    case 'cancel':
      return to(IDLE, { type: 'dropPreview' });
    case 'keyUp':
    case 'blur':
      return to(IDLE, place);
    case 'down':
    case 'downInTray': {
      const { state: next, effects } = start(event, model);
      return to(next, place, ...effects);
    }
    case 'move':
    case 'up':
      return to(state);
  }
}
