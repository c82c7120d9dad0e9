import { usePanel } from '../../context';
import { MenuIcon, MenuItem } from '../../parts/menu';
import { type ActionContext, MENU_LINES, MENU_ROWS, type ShownAction } from '../actions/action';
import { actionsIn } from '../actions/index';
import { ActionIcon, isEnabled, keyOf, labelOf, titleOf } from './action-parts';

interface Props {
  readonly context: ActionContext;
  readonly close: () => void;
}

/** The menu of everything that can be done with the selection. */
export function ActionMenu({ context, close }: Props) {
  const { text } = usePanel();
  const { model } = context;
  const entry = (action: ShownAction) => ({
    key: action.name,
    label: labelOf(text, action, model),
    icon: <ActionIcon icon={action.icon} />,
    disabled: !isEnabled(action, model),
    onClick: () => {
      close();
      action.perform(context, 'menu');
    },
  });
  const lines = MENU_LINES.map((group) => actionsIn(group).filter(({ listed }) => listed?.(model) ?? true));
  return (
    <>
      {MENU_ROWS.map((row) => (
        <div key={row} class="menu-row" role="none">
          {actionsIn(row).map((action) => (
            <MenuIcon {...entry(action)} title={titleOf(text, action, model)} />
          ))}
        </div>
      ))}
      {lines.map(
        (actions, group) =>
          actions.length > 0 && (
            <>
              <hr key={`above-${group}`} />
              {actions.map((action) => (
                <MenuItem {...entry(action)} keys={keyOf(action)} />
              ))}
            </>
          ),
      )}
    </>
  );
}
