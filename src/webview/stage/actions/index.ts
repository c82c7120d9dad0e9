/** All actions of the stage. To add one, create a file here and add a line to this list. */
import { type KeyPress, matches } from '../../parts/shortcut';
import type { ShownAction, StageAction } from './action';
import { ALIGN } from './align';
import { DRAW } from './draw';
import { DUPLICATE } from './duplicate';
import { GO_TO_TEXT } from './go-to-text';
import { REDO, UNDO } from './history';
import { HIDE, LOCK, SHOW_HIDDEN, UNLOCK_ALL } from './lock-and-hide';
import { VIEW_OPTIONS } from './view-options';
import { ORDER } from './order';
import { DELETE_ELEMENT, REMOVE_BOX } from './remove';
import { DESELECT, SELECT_ALL } from './select';
import { SELECT_SAME_KIND } from './select-same-kind';
import { SIZE } from './size';

/** In the order in which toolbar and menu show them. */
export const STAGE_ACTIONS: readonly StageAction[] = [
  ...DRAW,
  ...VIEW_OPTIONS,
  ...ALIGN,
  ...SIZE,
  ...ORDER,
  GO_TO_TEXT,
  SELECT_SAME_KIND,
  DUPLICATE,
  LOCK,
  HIDE,
  REMOVE_BOX,
  DELETE_ELEMENT,
  SHOW_HIDDEN,
  UNLOCK_ALL,
  SELECT_ALL,
  DESELECT,
  UNDO,
  REDO,
];

/** The actions of the toolbar, or of a group of the menu. */
export function actionsIn(where: ShownAction['where']): readonly ShownAction[] {
  return STAGE_ACTIONS.filter((action) => 'where' in action).filter((action) => action.where === where);
}

/** The action of a key on the stage or in its toolbar, whose controls keep most keys for themselves. */
export function actionForKey(press: KeyPress, focus: 'stage' | 'toolbar'): StageAction | undefined {
  return STAGE_ACTIONS.find(
    (action) =>
      (focus === 'stage' || action.everywhere === true) &&
      action.shortcuts?.some((shortcut) => matches(shortcut, press)),
  );
}
