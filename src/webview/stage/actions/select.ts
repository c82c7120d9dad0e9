import type { KeyAction } from './action';

export const SELECT_ALL: KeyAction = {
  name: 'select-all',
  shortcuts: [{ key: 'a', mod: true }],
  perform: ({ model }) =>
    model.select(
      model.visible.filter(({ index }) => !model.locked.value.has(index)).map(({ index }) => index),
    ),
};

/** Cancels the drawing of a new box; if none is pending, clears the selection. */
export const DESELECT: KeyAction = {
  name: 'deselect',
  shortcuts: [{ key: 'Escape' }],
  everywhere: true,
  perform: ({ model }) => {
    if (!model.creating.value) model.setSelection([]);
    model.creating.value = null;
  },
};
