/** Moving the frame with the pointer. */
import { useEffect, useRef } from 'preact/hooks';
import { followPointer } from '../parts/follow-pointer';
import type { Viewing } from './use-viewport';

/** Moves the frame with the pointer until it is released, then calls `onEnd` once. */
export function startPan({ panBy }: Pick<Viewing, 'panBy'>, press: PointerEvent, onEnd: () => void): void {
  const { currentTarget: element } = press;
  if (!(element instanceof Element)) return;
  let last = { x: press.clientX, y: press.clientY };
  const end = () => {
    element.classList.remove('panning');
    onEnd();
  };
  element.classList.add('panning');
  followPointer(press, element, {
    move: ({ clientX, clientY }) => {
      panBy(clientX - last.x, clientY - last.y);
      last = { x: clientX, y: clientY };
    },
    end,
    cancel: end,
  });
}

/** Pans after a press of any button except the right one: for views that do nothing else with a drag. */
export function panOnPress(viewing: Viewing | null, press: PointerEvent): void {
  if (viewing && press.button !== 2) startPan(viewing, press, () => undefined);
}

/** Whether the space bar is held down. */
export function useSpaceHeld(): { readonly current: boolean } {
  const held = useRef(false);
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (event.key === ' ') held.current = event.type === 'keydown';
    };
    const release = () => (held.current = false);
    window.addEventListener('keydown', follow);
    window.addEventListener('keyup', follow);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', follow);
      window.removeEventListener('keyup', follow);
      window.removeEventListener('blur', release);
    };
  }, []);
  return held;
}
