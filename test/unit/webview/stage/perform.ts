/** The actions of the stage, performed without the page around them. */
import assert from 'node:assert/strict';
import type { PanelMessage } from '../../../../src/protocol/messages';
import { DEFAULT_VIEW_OPTIONS, type ViewOptions } from '../../../../src/protocol/saved-state';
import type { ActionContext, StageAction, Trigger } from '../../../../src/webview/stage/actions/action';
import { STAGE_ACTIONS } from '../../../../src/webview/stage/actions/index';
import type { StageModel } from '../../../../src/webview/stage/model/stage-model';

/** What actions work with, and what they have asked of the page and of the host. */
export function contextOf(model: StageModel) {
  const posted: PanelMessage[] = [];
  const viewOptions: Partial<ViewOptions>[] = [];
  const context: ActionContext = {
    model,
    frame: { width: 1000, height: 1000 },
    viewOptions: DEFAULT_VIEW_OPTIONS,
    onViewOptions: (changed) => viewOptions.push(changed),
    post: (message) => posted.push(message),
  };
  return { context, posted, viewOptions };
}

/** The action of this name. */
export function actionNamed(name: string): StageAction {
  const action = STAGE_ACTIONS.find((known) => known.name === name);
  assert.ok(action, name);
  return action;
}

/** Performs the action of this name, as a shortcut unless it says otherwise. */
export function perform(model: StageModel, name: string, trigger: Trigger = 'shortcut'): void {
  actionNamed(name).perform(contextOf(model).context, trigger);
}
