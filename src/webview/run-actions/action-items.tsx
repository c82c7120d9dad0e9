import { Fragment } from 'preact';
import { ACTION_IDS, type ActionId, actionOf, isPageAction, isPossible } from '../../protocol/run-actions';
import { usePanel } from '../context';
import { Icon } from '../parts/icon';
import { MenuItem } from '../parts/menu';
import { shortcutLabel } from '../parts/shortcut';
import type { StageContent } from '../runs';
import { Facts } from './facts';
import { PAGE_ACTIONS } from './page-actions';
import { type ActionSubject, perform } from './perform';

interface Props extends ActionSubject {
  /** What the stage shows. */
  readonly content: StageContent;
  readonly close: () => void;
}

/** The items of a menu: the facts about an image or a run, and every action in the table that is possible for it. */
export function ActionItems(props: Props) {
  const ids = ACTION_IDS.filter((id) => isOffered(id, props));
  return (
    <>
      <Facts {...props} />
      {ids.map((id, at) => {
        const previous = ids[at - 1];
        const isFirst = previous === undefined || actionOf(previous).group !== actionOf(id).group;
        return (
          <Fragment key={id}>
            {isFirst && <hr />}
            <ActionItem {...props} id={id} />
          </Fragment>
        );
      })}
    </>
  );
}

function isOffered(id: ActionId, { run, result, content }: Props): boolean {
  const { subject, staysVisible } = actionOf(id);
  if (!isPossible(id, run, result)) return staysVisible === true && (subject === 'run' || result !== null);
  if (!result || !isPageAction(id)) return true;
  return PAGE_ACTIONS[id].isOffered?.({ runId: run.id, index: result.index }, content) ?? true;
}

function ActionItem({ id, run, result, content, close }: Props & { readonly id: ActionId }) {
  const panel = usePanel();
  const { icon, key } = actionOf(id);
  return (
    <MenuItem
      label={panel.text(id)}
      icon={<Icon name={icon} />}
      {...(key !== undefined && { keys: shortcutLabel({ key }) })}
      disabled={!isPossible(id, run, result)}
      onClick={() => {
        close();
        perform(id, { run, result }, { ...panel, content });
      }}
    />
  );
}
