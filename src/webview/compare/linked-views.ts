/** The two views of a comparison: where they are on the stage, and one zoom and pan for both. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { CompareMode } from '../comparison';
import type { Frame } from '../../layout/frame';
import type { Rect } from '../../layout/rect';
import type { StageViewport } from '../../protocol/saved-state';
import { useViewport, type Viewing } from '../viewport/use-viewport';
import { frameRect } from '../viewport/viewport';

/** The gap between two panes side by side, in CSS pixels. */
const GAP = 2;

interface Panes {
  readonly a: Rect;
  readonly b: Rect;
}

/** Two halves of the stage, split so that the frame is shown larger; in other modes, two panes that both cover the stage. */
function panesOf(mode: CompareMode, stage: Frame, frame: Frame): Panes {
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

/** The part of a rectangle that is inside the stage. */
export function inSight(rect: Rect, stage: Frame): Rect {
  const [x, y] = [Math.max(0, rect.x), Math.max(0, rect.y)];
  return {
    x,
    y,
    width: Math.max(0, Math.min(stage.width, rect.x + rect.width) - x),
    height: Math.max(0, Math.min(stage.height, rect.y + rect.height) - y),
  };
}

/** The view of one of the two images: its element, its part of the stage, and what it shows. */
export interface LinkedView {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly pane: Rect;
  /** Null until the stage is laid out. */
  readonly viewing: Viewing | null;
}

interface Options {
  readonly mode: CompareMode;
  /** Of the stage; null until it is laid out. */
  readonly size: Frame | null;
  readonly frame: Frame;
  readonly viewport: StageViewport;
  readonly onViewport: (viewport: StageViewport) => void;
}

/** Two views that share one zoom and pan: moving one moves both. */
export function useLinkedViews(options: Options): Readonly<Record<'a' | 'b', LinkedView>> {
  const { mode, size, frame, viewport, onViewport } = options;
  const panes = panesOf(mode, size ?? { width: 0, height: 0 }, frame);
  const refs = { a: useRef<HTMLDivElement>(null), b: useRef<HTMLDivElement>(null) };
  const a = useViewport(refs.a, size && panes.a, frame, viewport, onViewport);
  const b = useViewport(refs.b, size && panes.b, frame, viewport, onViewport);
  return {
    a: { ref: refs.a, pane: panes.a, viewing: a },
    b: { ref: refs.b, pane: panes.b, viewing: b },
  };
}
