/** The states of an interaction on the stage, and the events that change them. */
import type { Point } from '../../../layout/boxes/axis';
import type { Handle } from '../../../layout/boxes/resize';
import type { Guide, SnapLines } from '../../../layout/boxes/snap';
import type { Frame } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
import type { Boxes } from '../model/previews';

/** Where the pointer is, and which modifier keys are held. */
export interface Input {
  /** In grid units. */
  readonly point: Point;
  /** In CSS pixels of the page. */
  readonly screen: Point;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** A pointer press on the stage, and what it hit. */
export interface Press extends Input {
  /** The element whose box or label was pressed. */
  readonly element: number | undefined;
  readonly handle: Handle | undefined;
  /** Whether it is the second press of a double click. */
  readonly again: boolean;
  /** Whether it pans the frame: with Space or the middle button. */
  readonly pan: boolean;
}

/** What a gesture needs to know. It stays the same from the press to the end of the gesture. */
export interface GestureContext {
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The distance within which things snap, in grid units. */
  readonly snapReach: Point;
  /** The distance within which thin boxes are hit, in grid units. */
  readonly hitReach: Point;
  readonly snap: boolean;
  /** In grid units; null without a grid. */
  readonly grid: number | null;
}

/** Boxes as they were when they began to move. Each step starts from these, so that rounding errors do not add up. */
export interface Drag {
  readonly context: GestureContext;
  readonly from: Point;
  readonly before: Boxes;
  /** The box around them. */
  readonly union: Bbox;
  /** What they snap to; null if they do not snap. */
  readonly lines: SnapLines | null;
}

export interface Idle {
  readonly kind: 'idle';
}

/** The pointer is down and has not moved far enough to be more than a click. */
export interface Pointing {
  readonly kind: 'pointing';
  readonly context: GestureContext;
  readonly start: Input;
  readonly target: PointingTarget;
}

export type PointingTarget =
  | {
      readonly on: 'box';
      /** All elements under the pointer, from the top down. */
      readonly hits: readonly number[];
      readonly pressed: number;
      readonly again: boolean;
      /** Whether the pressed element was selected before. */
      readonly wasSelected: boolean;
    }
  | {
      readonly on: 'handle';
      readonly handle: Handle;
      readonly hits: readonly number[];
      readonly again: boolean;
    }
  | { readonly on: 'tray'; readonly element: number };

/** Boxes move. */
export interface Translating {
  readonly kind: 'translating';
  readonly drag: Drag;
  readonly boxes: Boxes;
  readonly guides: readonly Guide[];
}

/** Edges of boxes move. */
export interface Resizing {
  readonly kind: 'resizing';
  readonly drag: Drag;
  readonly handle: Handle;
  readonly boxes: Boxes;
  readonly guides: readonly Guide[];
}

/** A rectangle selects what it touches. */
export interface Brushing {
  readonly kind: 'brushing';
  readonly from: Point;
  /** Null before the pointer moves. */
  readonly to: Point | null;
  /** The boxes that can be touched. */
  readonly boxes: readonly (readonly [index: number, box: Bbox])[];
  /** The elements that stay selected regardless of what is touched. */
  readonly kept: readonly number[];
  /** The elements that were selected before. */
  readonly before: readonly number[];
}

/** An element gets a box: a new one, or one without a box that is drawn or dragged out of the tray. */
export interface Creating {
  readonly kind: 'creating';
  readonly context: GestureContext;
  /** Where a box is drawn from (grid units), and what its corners snap to; null for one dragged out of the tray. */
  readonly drawing: { readonly start: Input; readonly from: Point; readonly lines: SnapLines | null } | null;
  readonly type: 'obj' | 'text';
  /** The element that gets the box; null for a new one. */
  readonly element: number | null;
  /** The index that the element has or will have. */
  readonly index: number;
  /** Null before the pointer moves, and while it is outside of the frame. */
  readonly box: Bbox | null;
  readonly guides: readonly Guide[];
}

/** The frame moves with the pointer, as in the other views. */
export interface Panning {
  readonly kind: 'panning';
}

/** Arrow keys move or resize boxes. All presses until a key is released are one gesture. */
export interface Nudging {
  readonly kind: 'nudging';
  readonly boxes: Boxes;
}

/** To edit a text in its box, add `editing` here; the compiler then names the transitions to write. */
export type Interaction = Idle | Pointing | Translating | Resizing | Brushing | Creating | Panning | Nudging;

export type InteractionEvent =
  | { readonly type: 'down'; readonly press: Press; readonly context: GestureContext }
  /** A press on an element in the tray. */
  | {
      readonly type: 'downInTray';
      readonly element: number;
      readonly input: Input;
      readonly context: GestureContext;
    }
  | { readonly type: 'move'; readonly input: Input }
  | { readonly type: 'up' }
  /** An arrow key: in grid units. `resize` moves the right or the lower edge only. */
  | { readonly type: 'nudge'; readonly dx: number; readonly dy: number; readonly resize: boolean }
  | { readonly type: 'keyUp' }
  /** The window lost the focus. */
  | { readonly type: 'blur' }
  /** Escape was pressed, the pointer was lost, or the text changed under the gesture. */
  | { readonly type: 'cancel' };

/** The side effects of a transition. */
export type Effect =
  /** `reveal`: also shows the last one in the text. */
  | { readonly type: 'select'; readonly indices: readonly number[]; readonly reveal: boolean }
  | { readonly type: 'preview'; readonly boxes: Boxes }
  | { readonly type: 'dropPreview' }
  | { readonly type: 'place'; readonly boxes: Boxes }
  | { readonly type: 'add'; readonly kind: 'obj' | 'text'; readonly bbox: Bbox }
  | { readonly type: 'stopCreating' }
  | { readonly type: 'toggleCreating'; readonly element: number };

export const IDLE: Idle = { kind: 'idle' };

const NO_GUIDES: readonly Guide[] = [];

/** The guides to show; always the same list object while there are none. */
export function guidesOf(state: Interaction): readonly Guide[] {
  return 'guides' in state ? state.guides : NO_GUIDES;
}

/** The elements that a gesture changes; null if the gesture does not depend on the text. */
export function elementsOf(state: Interaction): readonly number[] | null {
  switch (state.kind) {
    case 'idle':
    case 'panning':
      return null;
    case 'brushing':
      return [];
    case 'pointing':
      return state.target.on === 'tray' ? [state.target.element] : [];
    case 'creating':
      return state.element === null ? [] : [state.element];
    case 'translating':
    case 'resizing':
    case 'nudging':
      return [...state.boxes.keys()];
  }
}
