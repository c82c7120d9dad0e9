import { useLayoutEffect, useRef } from 'preact/hooks';

/** Controls that take letters and digits for themselves. */
const TAKERS = '.menu, select, textarea, input:not([type=radio], [type=range], [type=checkbox])';

/**
 * Keys that count wherever the keyboard is, but for controls that take any key. `act` says whether a key was one of its own:
 * then it is nobody else's, neither the page's nor the editor's.
 */
export function useBodyKeys(act: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(act);
  latest.current = act;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target, ctrlKey, metaKey, altKey } = event;
      if (event.defaultPrevented || ctrlKey || metaKey || altKey) return;
      if (target instanceof Element && target.closest(TAKERS)) return;
      if (!latest.current(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.body.addEventListener('keydown', onKey);
    return () => document.body.removeEventListener('keydown', onKey);
  }, []);
}
