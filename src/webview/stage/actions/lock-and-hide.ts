/** Locking protects elements from the pointer, and hiding makes them invisible. Neither changes the text. */
import type { ShownAction } from './action';

/** Adds elements to a set or, if all of them are already in it, removes them. */
function toggleAll(set: ReadonlySet<number>, indices: readonly number[]): ReadonlySet<number> {
  const isAll = indices.every((index) => set.has(index));
  const others = [...set].filter((index) => !indices.includes(index));
  return new Set(isAll ? others : [...others, ...indices]);
}

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
