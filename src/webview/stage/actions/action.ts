/** What an action of the stage is: all that toolbar, menu, keyboard and tooltips need to know of it. */
import type { Frame } from '../../../layout/frame';
import type { ViewOptions } from '../../../protocol/saved-state';
import type { PanelStringKey } from '../../../protocol/strings';
import type { Post } from '../../context';
import type { Shortcut } from '../../parts/shortcut';
import type { StageModel } from '../model/stage-model';

/** What actions work with. */
export interface ActionContext {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly viewOptions: ViewOptions;
  readonly onViewOptions: (changed: Partial<ViewOptions>) => void;
  readonly post: Post;
}

/** How a person asked for it. `keyboard` is a button pressed with Enter or Space: there is no pointer on the stage to follow. */
export type Trigger = 'shortcut' | 'menu' | 'pointer' | 'keyboard';

/** The groups of the menu, from top to bottom: rows of icons, then lines. */
export const MENU_ROWS = ['align', 'size', 'order'] as const;
export const MENU_LINES = ['element', 'restore'] as const;
export type MenuGroup = (typeof MENU_ROWS)[number] | (typeof MENU_LINES)[number];

/** One of the editor's icons by name, the outline of a drawing of 16 by 16, or a mark of the stage's own. */
export type ActionIcon = string | { readonly outline: string } | { readonly mark: 'obj' | 'text' | 'boxes' };

/** A sentence, or one that depends on the stage, with its arguments. */
export type ActionLabel = PanelStringKey | ((model: StageModel) => readonly [PanelStringKey, ...number[]]);

interface Action {
  /** Unique. */
  readonly name: string;
  /** Its keys do the same while the keyboard is in the toolbar, too. */
  readonly everywhere?: true;
  /** Always, where it is left out. */
  readonly enabled?: (model: StageModel) => boolean;
  readonly perform: (context: ActionContext, trigger: Trigger) => void;
}

/** An action that only keys reach. */
export interface KeyAction extends Action {
  readonly shortcuts: readonly Shortcut[];
}

/** An action with a button in the toolbar, or an entry in the menu. */
export interface ShownAction extends Action {
  readonly where: 'toolbar' | MenuGroup;
  readonly label: ActionLabel;
  readonly icon: ActionIcon;
  /** The tooltip, where the label does not say enough. The shortcut is added to it. */
  readonly hint?: PanelStringKey;
  /** The first one is shown. */
  readonly shortcuts?: readonly Shortcut[];
  /** Makes its button a toggle. */
  readonly pressed?: (context: ActionContext) => boolean;
  /** Whether it is listed at all; always, where it is left out. */
  readonly listed?: (model: StageModel) => boolean;
}

export type StageAction = KeyAction | ShownAction;

/** Whether something is selected that a person may change. */
export function canChange(model: StageModel): boolean {
  return model.editable && model.selection.value.some((index) => !model.locked.value.has(index));
}
