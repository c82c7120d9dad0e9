import { type Alignment, alignBoxes } from '../../../layout/boxes/arrange';
import type { PanelStringKey } from '../../../protocol/strings';
import { arrange, movable } from '../model/edits';
import type { ShownAction } from './action';

/** Aligns several boxes to each other, and a single one to the frame. */
function align(alignment: Alignment, name: string, label: PanelStringKey, outline: string): ShownAction {
  return {
    name,
    label,
    where: 'align',
    icon: { outline },
    enabled: (model) => model.editable && movable(model).size > 0,
    perform: ({ model }) => arrange(model, (boxes) => alignBoxes(boxes, alignment)),
  };
}

export const ALIGN: readonly ShownAction[] = [
  align('left', 'align-left', 'alignLeft', 'M2.5 2v12M4.5 4h8v3h-8zM4.5 9h5v3h-5z'),
  align('centerX', 'align-center', 'alignCenter', 'M8 2v12M3.5 4h9v3h-9zM5.5 9h5v3h-5z'),
  align('right', 'align-right', 'alignRight', 'M13.5 2v12M3.5 4h8v3h-8zM6.5 9h5v3h-5z'),
  align('top', 'align-top', 'alignTop', 'M2 2.5h12M4 4.5h3v8H4zM9 4.5h3v5H9z'),
  align('centerY', 'align-middle', 'alignMiddle', 'M2 8h12M4 3.5h3v9H4zM9 5.5h3v5H9z'),
  align('bottom', 'align-bottom', 'alignBottom', 'M2 13.5h12M4 3.5h3v8H4zM9 6.5h3v5H9z'),
];
