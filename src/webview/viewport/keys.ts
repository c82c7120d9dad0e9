/** The keyboard where images are looked at, without the stage. */
import { type Viewing, ZOOM_STEP } from './use-viewport';

/** How far an arrow key moves, in CSS pixels. */
const PAN_STEP = 40;

const ACTIONS: Readonly<Record<string, (viewing: Viewing) => void>> = {
  ArrowLeft: ({ panBy }) => panBy(PAN_STEP, 0),
  ArrowRight: ({ panBy }) => panBy(-PAN_STEP, 0),
  ArrowUp: ({ panBy }) => panBy(0, PAN_STEP),
  ArrowDown: ({ panBy }) => panBy(0, -PAN_STEP),
  '+': ({ zoomBy }) => zoomBy(ZOOM_STEP),
  '=': ({ zoomBy }) => zoomBy(ZOOM_STEP),
  '-': ({ zoomBy }) => zoomBy(1 / ZOOM_STEP),
  '0': ({ fit }) => fit(),
};

/** Whether an event belongs to a control with keys of its own. */
export function isControl({ target }: Event): boolean {
  return (
    target instanceof Element && target.closest('input, select, textarea, button, [role=slider]') !== null
  );
}

/** Zooms and pans by a key; whether it was one of these. */
export function viewByKey(event: KeyboardEvent, viewing: Viewing): boolean {
  const { key } = event;
  const action = ACTIONS[key];
  if (!action || (isControl(event) && key.startsWith('Arrow'))) return false;
  action(viewing);
  return true;
}
