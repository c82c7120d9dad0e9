import { boxAround } from '../../../layout/boxes/draw';
import type { PanelStringKey } from '../../../protocol/strings';
import { add } from '../model/edits';
import type { StageModel } from '../model/stage-model';
import type { ShownAction } from './action';

/** The middle of the frame, in grid units. */
const MIDDLE = { x: 500, y: 500 };

function isDrawing({ creating }: StageModel, kind: 'obj' | 'text'): boolean {
  const { value } = creating;
  return value !== null && 'kind' in value && value.kind === kind;
}

/** Makes the next box drawn on the stage a new element; by keyboard, adds the element in the middle. */
function draw(kind: 'obj' | 'text', label: PanelStringKey, hint: PanelStringKey, key: string): ShownAction {
  return {
    name: `draw-${kind}`,
    label,
    hint,
    where: 'toolbar',
    icon: { mark: kind },
    shortcuts: [{ key }],
    enabled: (model) => model.editable,
    pressed: ({ model }) => isDrawing(model, kind),
    perform: ({ model, frame }, trigger) => {
      const isOver = trigger === 'keyboard' || (trigger === 'pointer' && isDrawing(model, kind));
      model.creating.value = isOver ? null : { kind };
      if (trigger === 'keyboard') add(model, kind, boxAround(MIDDLE, kind, frame));
    },
  };
}

export const DRAW: readonly ShownAction[] = [
  draw('obj', 'drawObj', 'drawObjHint', 'o'),
  draw('text', 'drawText', 'drawTextHint', 't'),
];
