import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { whenPainted } from './when-painted';

/** From one point of the film to another, in CSS pixels. */
interface Stretch {
  readonly left: number;
  readonly right: number;
}

/** What is done when there is nothing else to do is done after so many milliseconds in any case. */
const PATIENCE = 500;

/** As if the film were as wide as the page: so its images are asked for before anything is laid out. */
function beginning(): Stretch {
  return { left: 0, right: window.innerWidth };
}

/**
 * The stretch of the film to draw: at first what is in sight, and once that is painted as much again on both sides. It
 * changes only when what is drawn around what is in sight becomes little. Returns what to do after the film was scrolled, too.
 */
export function useFilmWindow(
  ref: RefObject<HTMLElement | null>,
  onPainted: () => void,
): readonly [Stretch, () => void] {
  const [stretch, setStretch] = useState(beginning);
  const isPainted = useRef(false);
  const look = useCallback(() => {
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
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [ref, look]);
  useLayoutEffect(() => {
    let idle = 0;
    const cancel =
      ref.current &&
      whenPainted(ref.current, () => {
        onPainted();
        isPainted.current = true;
        idle = requestIdleCallback(look, { timeout: PATIENCE });
      });
    return () => {
      cancel?.();
      cancelIdleCallback(idle);
    };
  }, [ref, look]);
  return [stretch, look];
}
