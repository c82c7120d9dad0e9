import type { ShownAction } from './action';

/** Selects all elements of the selected kinds (objects, texts or both), for example to align all texts. */
export const SELECT_SAME_KIND: ShownAction = {
  name: 'select-same-kind',
  label: 'selectSameKind',
  where: 'element',
  icon: 'list-selection',
  enabled: (model) => model.selection.value.length > 0,
  perform: ({ model }) => {
    const kinds = new Set(model.selection.value.map((index) => model.elements[index]?.kind));
    const same = model.visible.filter(({ index, kind }) => kinds.has(kind) && !model.locked.value.has(index));
    model.select(same.map(({ index }) => index));
  },
};
