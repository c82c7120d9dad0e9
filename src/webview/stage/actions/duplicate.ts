import { duplicate } from '../model/edits';
import type { ShownAction } from './action';

export const DUPLICATE: ShownAction = {
  name: 'duplicate',
  label: 'duplicate',
  where: 'element',
  icon: 'copy',
  shortcuts: [{ key: 'd', mod: true }],
  enabled: (model) => model.editable && model.selection.value.length > 0,
  perform: ({ model }) => duplicate(model),
};
