import type { KeyPress } from '../../parts/shortcut';
import type { StageModel } from '../model/stage-model';
import type { InteractionEvent } from './interaction';

const WAYS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const LARGE_STEP = 10;

/** What an arrow key does to the selection: it moves it, with Alt it resizes it. Undefined for other keys, or without a selection. */
export function nudgeOf(press: KeyPress, model: StageModel): InteractionEvent | undefined {
  const way = WAYS[press.key];
  if (!way || press.ctrlKey || press.metaKey || model.selection.value.length === 0) return undefined;
  const step = press.shiftKey ? LARGE_STEP : 1;
  return { type: 'nudge', dx: way[0] * step, dy: way[1] * step, resize: press.altKey };
}
