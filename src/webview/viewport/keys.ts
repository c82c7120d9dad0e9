/** The keys that zoom and pan the stage, the image viewer and a comparison. */
import { type Viewing, ZOOM_STEP } from './use-viewport';

/** How far an arrow key moves the frame, in CSS pixels. */
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
  '1': ({ full }) => full(),
};

/** What a key (`KeyboardEvent.key`) does; undefined for a key that does not zoom or pan. */
export function viewportAction(key: string): ((viewing: Viewing) => void) | undefined {
  return ACTIONS[key];
}

/** Whether an event happened in a control that has keys of its own. */
export function isControl({ target }: Event): boolean {
  return (
    target instanceof Element && target.closest('input, select, textarea, button, [role=slider]') !== null
  );
}

/** Zooms or pans by a key; false for any other key. Controls keep their arrow keys. */
export function handleViewportKey(event: KeyboardEvent, viewing: Viewing): boolean {
  const { key } = event;
  const action = viewportAction(key);
  if (!action || (isControl(event) && key.startsWith('Arrow'))) return false;
  action(viewing);
  return true;
}
