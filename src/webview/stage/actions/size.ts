import { distributeBoxes, matchSizes } from '../../../layout/boxes/arrange';
import type { PanelStringKey } from '../../../protocol/strings';
import { arrange, movable } from '../model/edits';
import type { ShownAction } from './action';

/** Makes the gaps between three or more boxes equal. */
function distribute(axis: 'x' | 'y', label: PanelStringKey, outline: string): ShownAction {
  return {
    name: `distribute-${axis}`,
    label,
    where: 'size',
    icon: { outline },
    enabled: (model) => model.editable && movable(model).size > 2,
    perform: ({ model }) => arrange(model, (boxes) => distributeBoxes(boxes, axis)),
  };
}

/** Gives all boxes the size of the one that was selected last. */
function match(dimension: 'width' | 'height' | 'both', label: PanelStringKey, outline: string): ShownAction {
  return {
    name: `match-${dimension}`,
    label,
    where: 'size',
    icon: { outline },
    enabled: (model) => model.editable && movable(model).size > 1,
    perform: ({ model }) => {
      const like = model.selection.value
        .map((index) => model.boxOf(index))
        .findLast((box) => box !== undefined);
      if (like) arrange(model, (boxes) => matchSizes(boxes, dimension, like));
    },
  };
}

export const SIZE: readonly ShownAction[] = [
  distribute('x', 'distributeX', 'M2.5 2v12M13.5 2v12M6.5 4.5h3v7h-3z'),
  distribute('y', 'distributeY', 'M2 2.5h12M2 13.5h12M4.5 6.5h7v3h-7z'),
  match('width', 'sameWidth', 'M2.5 5v6M13.5 5v6M3 8h10M5 6 3 8l2 2M11 6l2 2-2 2'),
  match('height', 'sameHeight', 'M5 2.5h6M5 13.5h6M8 3v10M6 5l2-2 2 2M6 11l2 2 2-2'),
  match('both', 'sameSize', 'M2.5 2.5h11v11h-11zM5.5 5.5h5v5h-5z'),
];
