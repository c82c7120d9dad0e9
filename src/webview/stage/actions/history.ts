/** Undo and redo, which the editor performs. */
import type { KeyAction } from './action';

export const UNDO: KeyAction = {
  name: 'undo',
  shortcuts: [{ key: 'z', mod: true }],
  everywhere: true,
  perform: ({ model, post }) => post({ type: 'undo', document: model.document }),
};

export const REDO: KeyAction = {
  name: 'redo',
  shortcuts: [
    { key: 'z', mod: true, shift: true },
    { key: 'y', mod: true },
  ],
  everywhere: true,
  perform: ({ model, post }) => post({ type: 'redo', document: model.document }),
};
