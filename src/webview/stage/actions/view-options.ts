/** The view options in the toolbar. None of them changes the text. */
import type { PanelStringKey } from '../../../protocol/strings';
import type { ActionIcon, ShownAction } from './action';

function toggle(name: 'snap' | 'grid' | 'boxes', hint: PanelStringKey, icon: ActionIcon): ShownAction {
  return {
    name,
    label: name,
    hint,
    where: 'toolbar',
    icon,
    pressed: ({ viewOptions }) => viewOptions[name],
    perform: ({ viewOptions, onViewOptions }) => onViewOptions({ [name]: !viewOptions[name] }),
  };
}

export const VIEW_OPTIONS: readonly ShownAction[] = [
  toggle('snap', 'snapHint', 'magnet'),
  toggle('grid', 'gridHint', 'table'),
  toggle('boxes', 'boxesHint', { mark: 'boxes' }),
];
