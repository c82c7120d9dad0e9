import { useRef, useState } from 'preact/hooks';
import type { StageViewport } from '../../protocol/saved-state';
import { usePanel } from '../context';
import { IconButton } from '../parts/buttons';
import type { ImageOfRun } from '../runs';
import { useSize } from '../viewport/use-size';
import { useViewport } from '../viewport/use-viewport';
import { imageName, sizeLabel } from '../labels';
import { ImageFrame, imageFrame } from './image-frame';
import { useViewerFocus } from './use-viewer-focus';
import { handleViewportKey } from '../viewport/keys';
import { panOnPress } from '../viewport/pan';
import { useBodyKeys } from '../parts/use-body-keys';
import { ZoomTools } from '../viewport/zoom-tools';

/** Shows one image instead of the stage, without boxes or texts on it. */
export function ImageViewer({
  image,
  onClose,
}: {
  readonly image: ImageOfRun;
  readonly onClose: () => void;
}) {
  const { run, result } = image;
  const { text } = usePanel();
  const main = useRef<HTMLElement>(null);
  const size = useSize(main);
  const [viewport, setViewport] = useState<StageViewport>('fit');
  const frame = imageFrame(image);
  const viewing = useViewport(main, size, frame, viewport, setViewport);
  useViewerFocus(main);

  useBodyKeys((event) => {
    if (event.key !== 'Escape') return viewing !== null && handleViewportKey(event, viewing);
    onClose();
    return true;
  });
  return (
    <div class="stage-and-tools">
      <main
        ref={main}
        class="stage place"
        aria-label={text('viewAlone')}
        data-testid="image-view"
        tabIndex={-1}
        onPointerDown={(event) => panOnPress(viewing, event)}
      >
        {viewing && <ImageFrame viewing={viewing} run={run} result={result} />}
      </main>
      <section class="tools" aria-label={text('stageTools')}>
        <IconButton
          icon="arrow-left"
          label={text('backToStage')}
          title={text('backHint')}
          onClick={onClose}
        />
        <span>{imageName(text, run, result.index)}</span>
        <span class="dim">{sizeLabel(frame)}</span>
        {viewing && <ZoomTools viewing={viewing} fullHint={text('actualSizeHint')} />}
      </section>
    </div>
  );
}
