import { useMemo } from 'preact/hooks';
import type { RunView } from '../../../protocol/run-view';
import { usePanel } from '../../context';
import { IconButton } from '../../parts/buttons';
import { neighbor, resultKey, shownImage, type StageContent } from '../../runs';

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly content: StageContent;
}

/** To look at the chosen image alone, or beside another one. */
export function ReviewTools({ runs, content }: Props) {
  const { text, review } = usePanel();
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
        onClick={() => (review.alone.value = true)}
      />
      {other && (
        <IconButton
          icon="split-horizontal"
          label={text('compareNext')}
          title={text('compareNextHint')}
          onClick={() => review.comparison.begin(shown, other)}
        />
      )}
    </>
  );
}
