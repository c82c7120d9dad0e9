import type { Viewing } from './use-viewport';

/** Moves what is viewed under the pointer for as long as it is pressed. */
export function startPan(viewing: Pick<Viewing, 'panBy'> | null, press: PointerEvent): void {
  const { currentTarget: element, pointerId, button } = press;
  if (!viewing || !(element instanceof HTMLElement) || button === 2) return;
  let last = { x: press.clientX, y: press.clientY };
  const ending = new AbortController();
  const { signal } = ending;
  element.setPointerCapture(pointerId);
  element.classList.add('panning');
  element.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      viewing.panBy(clientX - last.x, clientY - last.y);
      last = { x: clientX, y: clientY };
    },
    { signal },
  );
  element.addEventListener(
    'lostpointercapture',
    () => {
      ending.abort();
      element.classList.remove('panning');
    },
    { signal },
  );
}
