import { useLayoutEffect, useRef } from 'preact/hooks';

/** Selects controls that use letters and digits themselves. */
const TAKERS = '.menu, select, textarea, input:not([type=radio], [type=range], [type=checkbox])';

/**
 * Handles keys wherever the focus is, except in controls that use letters themselves. `handle` returns whether it used the
 * key; if so, neither the rest of the page nor the editor gets it.
 */
export function useBodyKeys(handle: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(handle);
  latest.current = handle;
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
