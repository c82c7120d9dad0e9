/** Callbacks for following a pointer. */
export interface PointerFollower {
  readonly move: (event: PointerEvent) => void;
  /** The pointer was released. */
  readonly end: () => void;
  /** Escape was pressed, the pointer was lost, or the window lost the focus. */
  readonly cancel: () => void;
}

/**
 * Follows a pointer, wherever it goes, from its press on an element until it is released. Returns a function that stops
 * following it earlier.
 */
export function followPointer(press: PointerEvent, element: Element, follower: PointerFollower): () => void {
  const { pointerId } = press;
  const ending = new AbortController();
  const options = { signal: ending.signal, capture: true };
  const stop = () => {
    ending.abort();
    if (element.hasPointerCapture(pointerId)) element.releasePointerCapture(pointerId);
  };
  const finish = (how: 'end' | 'cancel') => {
    stop();
    follower[how]();
  };
  const listen = (
    name: 'pointermove' | 'pointerup' | 'pointercancel' | 'lostpointercapture',
    handle: (event: PointerEvent) => void,
  ) => {
    window.addEventListener(name, (event) => event.pointerId === pointerId && handle(event), options);
  };
  element.setPointerCapture(pointerId);
  listen('pointermove', follower.move);
  listen('pointerup', () => finish('end'));
  listen('pointercancel', () => finish('cancel'));
  listen('lostpointercapture', () => finish('cancel'));
  // Elements that lose the focus fire this event, too.
  window.addEventListener('blur', ({ target }) => target === window && finish('cancel'), options);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Alt') return;
    // Alt would move the focus to the editor's menus.
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') finish('cancel');
  };
  window.addEventListener('keydown', onKey, options);
  window.addEventListener('keyup', onKey, options);
  return stop;
}
