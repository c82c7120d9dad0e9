/** How toolbar and menu show an action. */
import { useComputed } from '@preact/signals';
import { type Text, usePanel } from '../../context';
import { Icon } from '../../parts/icon';
import { shortcutLabel } from '../../parts/shortcut';
import type { ActionContext, ShownAction } from '../actions/action';
import type { StageModel } from '../model/stage-model';

export function isEnabled({ enabled }: ShownAction, model: StageModel): boolean {
  return enabled?.(model) ?? true;
}

export function labelOf(text: Text, { label }: ShownAction, model: StageModel): string {
  return typeof label === 'string' ? text(label) : text(...label(model));
}

/** The shortcut of an action as written for the user's keyboard; undefined if it has none. */
export function keyOf({ shortcuts = [] }: ShownAction): string | undefined {
  const [first] = shortcuts;
  return first && shortcutLabel(first);
}

/** `Bring to Front (})`. */
export function titleOf(text: Text, action: ShownAction, model: StageModel): string {
  const title = action.hint ? text(action.hint) : labelOf(text, action, model);
  const key = keyOf(action);
  return key === undefined ? title : `${title} (${key})`;
}

export function ActionIcon({ icon }: Pick<ShownAction, 'icon'>) {
  if (typeof icon === 'string') return <Icon name={icon} />;
  if ('mark' in icon) return <i class={`kind kind-${icon.mark}`} />;
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={icon.outline} fill="none" stroke="currentColor" />
    </svg>
  );
}

interface ButtonProps {
  readonly action: ShownAction;
  readonly context: ActionContext;
}

/** A button of the toolbar. */
export function ActionButton({ action, context }: ButtonProps) {
  const { text } = usePanel();
  const { model } = context;
  // Rendered again only when this value changes, not whenever something it depends on does.
  const enabled = useComputed(() => isEnabled(action, model)).value;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={labelOf(text, action, model)}
      aria-pressed={action.pressed?.(context)}
      title={titleOf(text, action, model)}
      disabled={!enabled}
      data-testid={action.name}
      // A click with a `detail` of 0 comes from the keyboard.
      onClick={({ detail }) => action.perform(context, detail === 0 ? 'keyboard' : 'pointer')}
    >
      <ActionIcon icon={action.icon} />
    </button>
  );
}
