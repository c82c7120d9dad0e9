import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Moves the focus to the view that replaces the stage, unless the focus is in the filmstrip. When that view closes, moves the
 * focus back to the stage, or to whatever replaces the stage then.
 */
export function useViewerFocus(ref: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (!document.activeElement?.closest('.film')) ref.current?.focus({ preventScroll: true });
    return () => {
      // The stage is drawn only after this view is gone.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        document.querySelector<HTMLElement>('.frame, .place')?.focus({ preventScroll: true });
      });
    };
  }, [ref]);
}
