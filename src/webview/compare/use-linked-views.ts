import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Frame } from '../../layout/frame';
import type { Rect } from '../../layout/rect';
import type { StageViewport } from '../../protocol/saved-state';
import { useViewport, type Viewing } from '../viewport/use-viewport';
import type { CompareMode } from '../comparison';
import { panesOf } from './panes';

/** One of two images: its part of the page and of the stage, and what of its frame is to be seen there. */
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

/** Two views with one zoom and pan: whichever of them is moved, the other one goes along. */
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
