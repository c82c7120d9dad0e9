import { toggleAll } from '../model/indices';
import type { ShownAction } from './action';

export const HIDE: ShownAction = {
  name: 'hide',
  label: 'hide',
  where: 'element',
  icon: 'eye-closed',
  shortcuts: [{ key: 'h' }],
  enabled: (model) => model.selection.value.length > 0,
  perform: ({ model }) => {
    model.hidden.value = toggleAll(model.hidden.value, model.selection.value);
    model.setSelection([]);
  },
};

export const SHOW_HIDDEN: ShownAction = {
  name: 'show-hidden',
  label: ({ hidden }) => ['showHidden', hidden.value.size],
  where: 'restore',
  icon: 'eye',
  shortcuts: [{ key: 'h', shift: true }],
  listed: (model) => model.hidden.value.size > 0,
  perform: ({ model }) => (model.hidden.value = new Set()),
};
