import { toggleAll } from '../model/indices';
import type { ShownAction } from './action';

export const LOCK: ShownAction = {
  name: 'lock',
  label: ({ selection, locked }) => {
    const { value: selected } = selection;
    const isLocked = selected.length > 0 && selected.every((index) => locked.value.has(index));
    return [isLocked ? 'unlock' : 'lockBox'];
  },
  where: 'element',
  icon: 'lock',
  shortcuts: [{ key: 'l' }],
  enabled: (model) => model.selection.value.length > 0,
  perform: ({ model }) => (model.locked.value = toggleAll(model.locked.value, model.selection.value)),
};

export const UNLOCK_ALL: ShownAction = {
  name: 'unlock-all',
  label: ({ locked }) => ['unlockAll', locked.value.size],
  where: 'restore',
  icon: 'unlock',
  listed: (model) => model.locked.value.size > 0,
  perform: ({ model }) => (model.locked.value = new Set()),
};
