import { useEffect, useLayoutEffect } from 'preact/hooks';
import { Compare } from '../compare/compare';
import { usePanel } from '../context';
import { findImage } from '../runs';
import { Stage, type StageProps } from '../stage/stage';
import { ImageViewer } from '../image-viewer/image-viewer';
import { useBodyKeys } from '../parts/use-body-keys';

/** The middle of the panel: the stage, the image viewer, or a comparison of two images. */
export function MainView(props: StageProps) {
  const { state, content } = props;
  const { page } = usePanel();
  const { comparison } = page;
  const pair = comparison.pair.value;
  const isViewerOpen = page.isViewerOpen.value;
  const [a, b] = [pair && findImage(state.runs, pair.a), pair && findImage(state.runs, pair.b)];
  const isGone = pair !== null && !(a && b);

  // Another document has different images.
  useLayoutEffect(() => () => page.forget(), [page, state.document?.uri]);
  // Ends the comparison if one of the two images was deleted.
  useEffect(() => {
    if (isGone) comparison.end();
  }, [comparison, isGone]);
  useBodyKeys(({ key }) => {
    if (key.toLowerCase() !== 'v' || pair || content.kind !== 'result') return false;
    page.isViewerOpen.value = !page.isViewerOpen.value;
    return true;
  });

  if (a && b) return <Compare images={{ a, b }} />;
  if (isViewerOpen && content.kind === 'result') {
    return <ImageViewer image={content} onClose={() => (page.isViewerOpen.value = false)} />;
  }
  return <Stage {...props} />;
}
