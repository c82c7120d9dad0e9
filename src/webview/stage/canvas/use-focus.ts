import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import type { Bbox } from '../../../prompt/model';
import type { StageModel } from '../model/stage-model';
import type { StageTools } from '../tools/stage-tools';
import { focusSelected } from '../tools/use-pointer';

/**
 * Keeps focus and selection in sync. A box that gets the focus is selected and brought into view. While the focus is on the
 * stage or in the tray, it follows the selection, even if the focused box or chip has disappeared. Returns a handler to call
 * when a box gets the focus.
 */
export function useFocus(
  part: RefObject<HTMLElement | null>,
  model: StageModel,
  tools: StageTools,
  onShow: (box: Bbox) => void,
): (index: number) => void {
  const show = useRef(onShow);
  show.current = onShow;
  const here = useRef(false);
  /** Whether the window is regaining the focus: the element that gets it back was not selected by the user. */
  const returning = useRef(false);
  /** Whether the pointer pressed the box, which is then visible already and must stay under the pointer. */
  const byPointer = useRef(false);
  const selection = model.selection.value;
  const snapshot = model.snapshot.value;
  const last = selection.at(-1);

  useLayoutEffect(() => {
    const follow = ({ target }: FocusEvent) => {
      here.current =
        target instanceof Element &&
        (part.current?.contains(target) === true || target.closest('.tray') !== null);
    };
    const settle = () => {
      returning.current = false;
      if (here.current) followSelection(part.current, model);
    };
    const onReturn = ({ target }: FocusEvent) => {
      if (target !== window) return;
      returning.current = true;
      setTimeout(settle);
    };
    const onPress = () => (byPointer.current = true);
    const onKey = () => (byPointer.current = false);
    document.addEventListener('focusin', follow);
    window.addEventListener('focus', onReturn);
    window.addEventListener('pointerdown', onPress, true);
    window.addEventListener('keydown', onKey, true);
    return () => {
      document.removeEventListener('focusin', follow);
      window.removeEventListener('focus', onReturn);
      window.removeEventListener('pointerdown', onPress, true);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [part, model]);

  useLayoutEffect(() => {
    // Deferred until the tray has been rendered again, too.
    if (here.current) queueMicrotask(() => followSelection(part.current, model));
  }, [part, model, last, snapshot]);

  return useCallback(
    (index: number) => {
      if (tools.isPointerBusy || returning.current) return;
      if (!model.selection.value.includes(index)) model.select([index]);
      const box = model.boxOf(index);
      if (box && !byPointer.current) show.current(box);
    },
    [model, tools],
  );
}

function followSelection(frame: HTMLElement | null, model: StageModel): void {
  const active = document.activeElement;
  if (!frame || !document.hasFocus() || active?.closest('.mark-place')) return;
  // Finding the box is slow if there are many.
  if (active?.matches(`.box[data-element-index="${model.selection.value.at(-1)}"]`)) return;
  if (active === document.body || frame.contains(active)) focusSelected(frame, model);
}
