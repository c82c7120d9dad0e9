import type { KeyAction } from './action';

export const SELECT_ALL: KeyAction = {
  name: 'select-all',
  shortcuts: [{ key: 'a', mod: true }],
  perform: ({ model }) =>
    model.select(
      model.visible.filter(({ index }) => !model.locked.value.has(index)).map(({ index }) => index),
    ),
};

/** Puts away what the next box was to be drawn for; else selects nothing. */
export const DESELECT: KeyAction = {
  name: 'deselect',
  shortcuts: [{ key: 'Escape' }],
  everywhere: true,
  perform: ({ model }) => {
    if (!model.creating.value) model.setSelection([]);
    model.creating.value = null;
  },
};
