/** Decides which part of the filmstrip is drawn, and detects when its images are painted. */
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A range of positions in the filmstrip, in CSS pixels. */
interface Stretch {
  readonly left: number;
  readonly right: number;
}

/** The longest wait for an idle page or for images to load, in milliseconds. */
const TIMEOUT = 500;

/** Assumes that the filmstrip is as wide as the page, so that its images are requested before anything is laid out. */
function initialStretch(): Stretch {
  return { left: 0, right: window.innerWidth };
}

/**
 * The part of the filmstrip to draw: at first the visible part, and as much again on both sides once that is painted. It
 * changes only when little is left around the visible part. Also returns a function to call after scrolling.
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

/** Calls `callback` once the images in an element are loaded and painted. Returns a function that cancels this. */
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
    // Runs right after the frame that shows them.
    requestAnimationFrame(() => setTimeout(end));
  });
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Resolves when an image has loaded or failed to load. It need not be decoded yet: the first frame does that. */
function isLoaded(image: HTMLImageElement): Promise<unknown> {
  if (image.complete) return Promise.resolve();
  return new Promise((resolve) => {
    for (const end of ['load', 'error']) image.addEventListener(end, resolve, { once: true });
  });
}
