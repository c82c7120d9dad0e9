import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Gives the keyboard to what stands in the place of the stage, unless it is in the filmstrip; and back to the stage after it. */
export function usePlaceFocus(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (!document.activeElement?.closest('.film')) ref.current?.focus({ preventScroll: true });
    return () => {
      // The stage is drawn after this has gone.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>('.frame, .place')?.focus({ preventScroll: true });
      });
    };
  }, [ref]);
}
