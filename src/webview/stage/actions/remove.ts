import { movable, remove, unplace } from '../model/edits';
import { canChange, type ShownAction } from './action';

/** Removes the box but keeps the element. */
export const REMOVE_BOX: ShownAction = {
  name: 'remove-box',
  label: 'removeBox',
  where: 'element',
  icon: 'close',
  shortcuts: [
    { key: 'Delete', shift: true },
    { key: 'Backspace', shift: true },
  ],
  enabled: (model) => model.editable && movable(model).size > 0,
  perform: ({ model }) => unplace(model),
};

export const DELETE_ELEMENT: ShownAction = {
  name: 'delete-element',
  label: 'deleteElement',
  where: 'element',
  icon: 'trash',
  shortcuts: [
    { key: 'Delete', shift: false },
    { key: 'Backspace', shift: false },
  ],
  enabled: canChange,
  perform: ({ model }) => remove(model),
};
