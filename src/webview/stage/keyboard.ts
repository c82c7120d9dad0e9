/** The keyboard on the stage and in its toolbar. */
import type { KeyPress } from '../parts/shortcut';
import { handleViewportKey } from '../viewport/keys';
import type { ActionContext } from './actions/action';
import { actionForKey } from './actions/index';
import type { StageModel } from './model/stage-model';
import type { InteractionEvent } from './tools/interaction';
import type { PointerContext } from './tools/use-pointer';

const WAYS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const LARGE_STEP = 10;

/** What an arrow key does: move the selection or, with Alt, resize it. Undefined for other keys or without a selection. */
function nudgeOf(press: KeyPress, model: StageModel): InteractionEvent | undefined {
  const way = WAYS[press.key];
  if (!way || press.ctrlKey || press.metaKey || model.selection.value.length === 0) return undefined;
  const step = press.shiftKey ? LARGE_STEP : 1;
  return { type: 'nudge', dx: way[0] * step, dy: way[1] * step, resize: press.altKey };
}

/** Performs the action of a key; false if the stage does not use it. Controls in the toolbar keep most of their keys. */
export function handleStageKey(
  event: KeyboardEvent,
  focus: 'stage' | 'toolbar',
  context: ActionContext & PointerContext,
): boolean {
  const { model, tools, viewing } = context;
  const nudge = focus === 'stage' ? nudgeOf(event, model) : undefined;
  if (nudge) {
    tools.send(nudge);
    tools.announce();
    return true;
  }
  const action = actionForKey(event, focus);
  if (action) {
    if (action.enabled?.(model) ?? true) action.perform(context, 'shortcut');
    return true;
  }
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  return focus === 'stage' && !isHeld && handleViewportKey(event, viewing);
}
