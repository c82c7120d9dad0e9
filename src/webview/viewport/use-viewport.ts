import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Frame, toPixels } from '../../layout/frame';
import type { Rect } from '../../layout/rect';
import type { Bbox } from '../../prompt/model';
import type { StageViewport } from '../../protocol/saved-state';
import { frameRect, panBy, panInto, scaleOf, zoomTo } from './viewport';

/** How much a wheel step zooms. The small steps of a pinch zoom more. */
const WHEEL = 0.002;
const PINCH = 0.01;
const PINCH_MOST = 40;

/** The factor of a zoom by key or button. */
export const ZOOM_STEP = 1.25;

export interface Viewing {
  /** Where the frame is on the stage, in CSS pixels. */
  readonly rect: Rect;
  /** CSS pixels per pixel of the image. */
  readonly scale: number;
  /** Zooms around the middle of the stage. */
  readonly zoomBy: (factor: number) => void;
  /** Shows one pixel of the image as one pixel of the screen. */
  readonly full: () => void;
  readonly fit: () => void;
  readonly panBy: (dx: number, dy: number) => void;
  /** Brings a box into view by moving the frame as little as possible. */
  readonly show: (box: Bbox) => void;
}

/**
 * What a viewport shows of the frame, and how to change that. Wheel and pinch on the element change it, too. Null until the
 * stage is laid out.
 */
export function useViewport(
  ref: RefObject<HTMLElement | null>,
  size: Frame | null,
  frame: Frame,
  viewport: StageViewport,
  onViewport: (viewport: StageViewport) => void,
): Viewing | null {
  // Several wheel events may come before the page is drawn again.
  const latest = useRef(viewport);
  latest.current = viewport;
  const change = (next: StageViewport) => {
    latest.current = next;
    onViewport(next);
  };

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || !size) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
      const { left, top } = element.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const anchor = { x: event.clientX - left, y: event.clientY - top };
        const delta = event.deltaY * unit;
        const factor = Math.exp(-delta * (Math.abs(delta) < PINCH_MOST ? PINCH : WHEEL));
        const scale = scaleOf(latest.current, frame, size) * factor;
        change(zoomTo(latest.current, scale, anchor, frame, size));
      } else {
        const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
        change(panBy(latest.current, -dx * unit, -dy * unit, frame, size));
      }
    };
    // Not passive: the browser must not zoom the page.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  });

  if (!size) return null;
  const center = { x: size.width / 2, y: size.height / 2 };
  const scale = scaleOf(viewport, frame, size);
  return {
    rect: frameRect(viewport, frame, size),
    scale,
    zoomBy: (factor) => change(zoomTo(latest.current, scale * factor, center, frame, size)),
    full: () => change(zoomTo(latest.current, 1 / window.devicePixelRatio, center, frame, size)),
    fit: () => change('fit'),
    panBy: (dx, dy) => change(panBy(latest.current, dx, dy, frame, size)),
    show: (box) => {
      const part = toPixels(box, { width: 1, height: 1 });
      const next = panInto(latest.current, part, frame, size);
      if (next !== latest.current) change(next);
    },
  };
}
