import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Moves the focus to what is shown instead of the stage, unless it is in the filmstrip; and back to the stage, or to what is
 * shown instead of it then, when that goes away.
 */
export function useViewerFocus(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (!document.activeElement?.closest('.film')) ref.current?.focus({ preventScroll: true });
    return () => {
      // The stage is drawn after this is gone.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>('.frame, .place')?.focus({ preventScroll: true });
      });
    };
  }, [ref]);
}
