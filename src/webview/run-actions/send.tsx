import type { PanelMessage } from '../../protocol/messages';
import { usePanel } from '../context';
import { Icon } from '../parts/icon';
import { MenuItem } from '../parts/menu';

interface Props {
  readonly label: string;
  readonly icon: string;
  readonly message: PanelMessage;
  readonly close: () => void;
  /** The key that does the same. */
  readonly keys?: string;
  readonly disabled?: boolean;
}

/** A line of a menu that sends a message. */
export function Send({ close, message, icon, ...item }: Props) {
  const { post } = usePanel();
  return (
    <MenuItem
      {...item}
      icon={<Icon name={icon} />}
      onClick={() => {
        close();
        post(message);
      }}
    />
  );
}
