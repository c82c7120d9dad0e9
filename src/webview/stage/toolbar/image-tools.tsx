import { useMemo } from 'preact/hooks';
import type { RunView } from '../../../protocol/run-view';
import { usePanel } from '../../context';
import { IconButton } from '../../parts/buttons';
import { MenuButton } from '../../parts/menu';
import { ActionItems } from '../../run-actions/action-items';
import { neighbor, resultKey, shownImage, type StageContent } from '../../runs';

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly content: StageContent;
}

/** Buttons that show the selected image alone or beside another one. */
export function ReviewTools({ runs, content }: Props) {
  const { text, page } = usePanel();
  const shown = shownImage(content);
  const key = shown && resultKey(shown.runId, shown.index);
  const other = useMemo(() => shown && neighbor(runs, shown), [runs, key]);
  if (!shown) return null;
  return (
    <>
      <IconButton
        icon="eye"
        label={text('viewAlone')}
        title={text('viewAloneHint')}
        onClick={() => (page.isViewerOpen.value = true)}
      />
      {other && (
        <IconButton
          icon="split-horizontal"
          label={text('compareNext')}
          title={text('compareNextHint')}
          onClick={() => page.comparison.begin(shown, other)}
        />
      )}
    </>
  );
}

/** The facts about the selected image or its run, and what can be done with it. */
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
