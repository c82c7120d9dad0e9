import { usePanel } from '../../context';
import { ActionItems } from '../../run-actions/action-items';
import { MenuButton } from '../../parts/menu';
import type { StageContent } from '../../runs';

/** What is known of the chosen image, or of its run, and what can be done with it. */
export function ImageMenu({ content }: { readonly content: Extract<StageContent, { run: unknown }> }) {
  const { text } = usePanel();
  return (
    <MenuButton label={text('imageMenu')} icon="ellipsis" testId="image-menu">
      {(close) => (
        <ActionItems
          run={content.run}
          result={content.kind === 'result' ? content.result : null}
          content={content}
          close={close}
        />
      )}
    </MenuButton>
  );
}
