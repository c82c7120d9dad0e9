import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

const LINE = 20;

/** Lets a wheel that only turns up and down scroll an element sideways. */
export function useWheel(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const scroll = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaX !== 0 || element.scrollWidth <= element.clientWidth) return;
      event.preventDefault();
      element.scrollLeft += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
    };
    element.addEventListener('wheel', scroll, { passive: false });
    return () => element.removeEventListener('wheel', scroll);
  }, [ref]);
}
