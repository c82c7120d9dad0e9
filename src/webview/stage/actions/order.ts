import type { PanelStringKey } from '../../../protocol/strings';
import { move } from '../model/edits';
import type { Direction } from '../model/order';
import { canChange, type ShownAction } from './action';

/** Moves the selected elements in the list, whose order is from back to front. */
function order(
  direction: Direction,
  name: string,
  label: PanelStringKey,
  key: string,
  outline: string,
): ShownAction {
  return {
    name,
    label,
    where: 'order',
    icon: { outline },
    shortcuts: [{ key }],
    enabled: canChange,
    perform: ({ model }) => move(model, direction),
  };
}

const TWO_BOXES = 'M2.5 2.5h6v6h-6z M7 7h6.5v6.5H7z';

export const ORDER: readonly ShownAction[] = [
  order('front', 'bring-to-front', 'bringToFront', '}', `${TWO_BOXES} M10.2 12V8.7M8.9 10l1.3-1.3 1.3 1.3`),
  order('forward', 'bring-forward', 'bringForward', ']', 'M8 13.5v-8M5 8l3-3 3 3'),
  order('backward', 'send-backward', 'sendBackward', '[', 'M8 2.5v8M5 8l3 3 3-3'),
  order('back', 'send-to-back', 'sendToBack', '{', `${TWO_BOXES} M10.2 8.5v3.3M8.9 10.5l1.3 1.3 1.3-1.3`),
];
