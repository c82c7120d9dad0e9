import type { RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { ActionItems } from '../run-actions/action-items';
import { Menu } from '../parts/menu';
import type { StageContent } from '../runs';
import { subjectOf } from './keys';

interface Props {
  readonly runs: readonly RunView[];
  readonly content: StageContent;
  /** The name of what the menu is about. */
  readonly name: string;
  readonly at: DOMRect;
  readonly onClose: () => void;
}

/** What can be done with something in the filmstrip. */
export function FilmMenu({ runs, content, name, at, onClose }: Props) {
  const { text } = usePanel();
  const subject = subjectOf(runs, name);
  if (!subject) return null;
  return (
    <Menu label={text('imageMenu')} at={() => at} onClose={onClose}>
      <ActionItems {...subject} content={content} close={onClose} />
    </Menu>
  );
}
