import type { Alignment } from '../../../layout/boxes/arrange';
import { useCell } from '../../parts/signal';
import { type Text, usePanel } from '../../context';
import { Icon } from '../../parts/icon';
import { MenuIcon, MenuItem } from '../../parts/menu';
import * as actions from '../model/edits';
import { ArrangeIcon } from './arrange-icons';
import type { Direction } from '../model/order';
import type { StageModel } from '../model/stage-model';

const ALIGNMENTS = ['left', 'centerX', 'right', 'top', 'centerY', 'bottom'] as const;
const ORDERS = ['front', 'forward', 'backward', 'back'] as const;

function alignLabel(text: Text, alignment: Alignment): string {
  const keys = {
    left: 'alignLeft',
    centerX: 'alignCenter',
    right: 'alignRight',
    top: 'alignTop',
    centerY: 'alignMiddle',
    bottom: 'alignBottom',
  } as const;
  return text(keys[alignment]);
}

function orderLabel(text: Text, direction: Direction): string {
  const keys = {
    front: 'bringToFront',
    forward: 'bringForward',
    backward: 'sendBackward',
    back: 'sendToBack',
  } as const;
  return text(keys[direction]);
}

interface Props {
  readonly model: StageModel;
  readonly close: () => void;
}

/** All that can be done with what is chosen. */
export function ArrangeMenu({ model, close }: Props) {
  const { text, post } = usePanel();
  const selection = useCell(model.selection);
  const hidden = useCell(model.hidden);
  const locked = useCell(model.locked);
  useCell(model.snapshot);
  const boxes = actions.movable(model).size;
  const none = selection.length === 0;
  const fixed = none || !model.editable;
  const allLocked = fixed || actions.free(model).length === 0;
  const did = (action: () => void) => () => {
    close();
    action();
  };
  return (
    <>
      <div class="menu-row" role="none">
        {ALIGNMENTS.map((alignment) => (
          <MenuIcon
            key={alignment}
            label={alignLabel(text, alignment)}
            icon={<ArrangeIcon name={alignment} />}
            disabled={boxes === 0 || fixed}
            onClick={did(() => actions.align(model, alignment))}
          />
        ))}
      </div>
      <div class="menu-row" role="none">
        <MenuIcon
          label={text('distributeX')}
          icon={<ArrangeIcon name="spreadX" />}
          disabled={boxes < 3 || fixed}
          onClick={did(() => actions.distribute(model, 'x'))}
        />
        <MenuIcon
          label={text('distributeY')}
          icon={<ArrangeIcon name="spreadY" />}
          disabled={boxes < 3 || fixed}
          onClick={did(() => actions.distribute(model, 'y'))}
        />
        <MenuIcon
          label={text('sameWidth')}
          icon={<ArrangeIcon name="sameWidth" />}
          disabled={boxes < 2 || fixed}
          onClick={did(() => actions.matchSize(model, 'width'))}
        />
        <MenuIcon
          label={text('sameHeight')}
          icon={<ArrangeIcon name="sameHeight" />}
          disabled={boxes < 2 || fixed}
          onClick={did(() => actions.matchSize(model, 'height'))}
        />
        <MenuIcon
          label={text('sameSize')}
          icon={<ArrangeIcon name="sameSize" />}
          disabled={boxes < 2 || fixed}
          onClick={did(() => actions.matchSize(model, 'both'))}
        />
      </div>
      <div class="menu-row" role="none">
        {ORDERS.map((direction) => (
          <MenuIcon
            key={direction}
            label={orderLabel(text, direction)}
            icon={<ArrangeIcon name={direction} />}
            disabled={allLocked}
            onClick={did(() => actions.move(model, direction))}
          />
        ))}
      </div>
      <hr />
      <MenuItem
        label={text('goToText')}
        icon={<Icon name="go-to-file" />}
        keys="Enter"
        disabled={none}
        onClick={did(() => {
          const index = selection.at(-1);
          if (index !== undefined) {
            post({ type: 'showElement', document: model.document, index, focus: true });
          }
        })}
      />
      <MenuItem
        label={text('duplicate')}
        icon={<Icon name="copy" />}
        keys="Ctrl+D"
        disabled={fixed}
        onClick={did(() => actions.duplicate(model))}
      />
      <MenuItem
        label={text(
          selection.length > 0 && selection.every((index) => locked.has(index)) ? 'unlock' : 'lockBox',
        )}
        icon={<Icon name="lock" />}
        keys="L"
        disabled={none}
        onClick={did(() => actions.toggleLock(model))}
      />
      <MenuItem
        label={text('hide')}
        icon={<Icon name="eye-closed" />}
        keys="H"
        disabled={none}
        onClick={did(() => actions.hide(model))}
      />
      <MenuItem
        label={text('removeBox')}
        icon={<Icon name="close" />}
        keys="Shift+Del"
        disabled={boxes === 0 || fixed}
        onClick={did(() => actions.unplace(model))}
      />
      <MenuItem
        label={text('deleteElement')}
        icon={<Icon name="trash" />}
        keys="Del"
        disabled={allLocked}
        onClick={did(() => actions.remove(model))}
      />
      {(hidden.size > 0 || locked.size > 0) && <hr />}
      {hidden.size > 0 && (
        <MenuItem
          label={text('showHidden', hidden.size)}
          icon={<Icon name="eye" />}
          onClick={did(() => actions.showAll(model))}
        />
      )}
      {locked.size > 0 && (
        <MenuItem
          label={text('unlockAll', locked.size)}
          icon={<Icon name="unlock" />}
          onClick={did(() => actions.unlockAll(model))}
        />
      )}
    </>
  );
}
