import { useEffect, useRef } from 'preact/hooks';
import type { Viewing } from '../viewport/use-viewport';
import { isControl, handleViewportKey } from '../viewport/keys';
import { useBodyKeys } from '../parts/use-body-keys';
import { COMPARE_MODES, type Comparison } from '../comparison';
import type { Blinking } from './use-blink';

/**
 * The keys of a comparison: a digit for each mode, X to swap A and B, and Escape to return to the stage. If the images
 * `blink`, the space bar shows B while it is held.
 */
export function useCompareKeys(
  comparison: Comparison,
  viewing: Viewing | null,
  blink: Blinking | null,
): void {
  const holding = useRef(false);
  const latest = useRef(blink);
  latest.current = blink;
  useEffect(() => {
    const release = (event: Event) => {
      if (!holding.current || (event instanceof KeyboardEvent && event.key !== ' ')) return;
      holding.current = false;
      latest.current?.show('a');
    };
    window.addEventListener('keyup', release);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', release);
    };
  }, []);

  useBodyKeys((event) => {
    const { key } = event;
    const mode = COMPARE_MODES[Number(key) - 1];
    if (key === 'Escape') comparison.end();
    else if (mode) comparison.mode.value = mode;
    else if (key.toLowerCase() === 'x') comparison.swap();
    else if (key === ' ' && blink && !isControl(event)) {
      holding.current = true;
      if (!event.repeat) blink.show('b');
    } else return viewing !== null && handleViewportKey(event, viewing);
    return true;
  });
}
