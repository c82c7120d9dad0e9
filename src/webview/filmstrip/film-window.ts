/** Which part of the filmstrip is drawn, and when its images are painted. */
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** From one point of the filmstrip to another, in CSS pixels. */
interface Stretch {
  readonly left: number;
  readonly right: number;
}

/** What waits for an idle page, or for images to load, waits no longer than this; in milliseconds. */
const TIMEOUT = 500;

/** As if the filmstrip were as wide as the page, so that its images are requested before anything is laid out. */
function initialStretch(): Stretch {
  return { left: 0, right: window.innerWidth };
}

/**
 * The stretch of the filmstrip to draw: at first what is in sight, and as much again on both sides once that is painted. It
 * changes only when little is left around what is in sight. Also returns what to call after a scroll.
 */
export function useFilmWindow(
  ref: RefObject<HTMLElement | null>,
  onPainted: () => void,
): readonly [Stretch, update: () => void] {
  const [stretch, setStretch] = useState(initialStretch);
  const isPainted = useRef(false);
  const update = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    const { scrollLeft, clientWidth: room } = element;
    const right = scrollLeft + room;
    const enough = isPainted.current ? room / 2 : 0;
    setStretch((now) =>
      now.left <= Math.max(0, scrollLeft - enough) && now.right >= right + enough
        ? now
        : { left: scrollLeft - room, right: right + room },
    );
  }, [ref]);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener('scroll', update, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [ref, update]);
  useLayoutEffect(() => {
    let idle = 0;
    const cancel =
      ref.current &&
      whenPainted(ref.current, () => {
        onPainted();
        isPainted.current = true;
        idle = requestIdleCallback(update, { timeout: TIMEOUT });
      });
    return () => {
      cancel?.();
      cancelIdleCallback(idle);
    };
  }, [ref, update]);
  return [stretch, update];
}

/** Calls `callback` once, when the images of a part of the page are loaded and painted. Returns how to cancel that. */
function whenPainted(part: Element, callback: () => void): () => void {
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    callback();
  };
  const timer = setTimeout(end, TIMEOUT);
  void Promise.all([...part.querySelectorAll('img')].map(isLoaded)).then(() => {
    // The task after the frame that shows them.
    requestAnimationFrame(() => setTimeout(end));
  });
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Resolves when an image is loaded or missing. It need not be decoded: the first frame does that. */
function isLoaded(image: HTMLImageElement): Promise<unknown> {
  if (image.complete) return Promise.resolve();
  return new Promise((resolve) => {
    for (const end of ['load', 'error']) image.addEventListener(end, resolve, { once: true });
  });
}
