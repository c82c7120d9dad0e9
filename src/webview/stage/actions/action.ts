/** Defines an action of the stage: everything that toolbar, menu, keyboard and tooltips need to know about it. */
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

/** How the user triggered it. `keyboard`: a button was pressed with Enter or Space, so there is no pointer to follow. */
export type Trigger = 'shortcut' | 'menu' | 'pointer' | 'keyboard';

/** The groups of the menu, from top to bottom: rows of icons, then items with labels. */
export const MENU_ROWS = ['align', 'size', 'order'] as const;
export const MENU_LINES = ['element', 'restore'] as const;
export type MenuGroup = (typeof MENU_ROWS)[number] | (typeof MENU_LINES)[number];

/** The name of one of the editor's icons, the outline of a 16 by 16 drawing, or one of the stage's own symbols. */
export type ActionIcon = string | { readonly outline: string } | { readonly mark: 'obj' | 'text' | 'boxes' };

/** The key of a text, or a function that returns a key with its arguments, depending on the stage. */
export type ActionLabel = PanelStringKey | ((model: StageModel) => readonly [PanelStringKey, ...number[]]);

interface Action {
  /** Unique. */
  readonly name: string;
  /** Its shortcuts also work while the focus is in the toolbar. */
  readonly everywhere?: true;
  /** Default: always. */
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
  /** The tooltip, if the label does not say enough. The shortcut is appended to it. */
  readonly hint?: PanelStringKey;
  /** Only the first one is shown to the user. */
  readonly shortcuts?: readonly Shortcut[];
  /** Makes its button a toggle. */
  readonly pressed?: (context: ActionContext) => boolean;
  /** Whether it is listed at all. Default: always. */
  readonly listed?: (model: StageModel) => boolean;
}

export type StageAction = KeyAction | ShownAction;

/** Whether the selection contains anything that may be changed. */
export function canChange(model: StageModel): boolean {
  return model.editable && model.selection.value.some((index) => !model.locked.value.has(index));
}
