import { useRef, useState } from 'preact/hooks';
import type { StageViewport } from '../../protocol/saved-state';
import { usePanel } from '../context';
import type { ImageOfRun } from '../runs';
import { useSize } from '../viewport/use-size';
import { imageFrame } from '../image-viewer/image-frame';
import { useViewerFocus } from '../image-viewer/use-viewer-focus';
import { ZoomTools } from '../viewport/zoom-tools';
import { Changes } from './changes';
import { CompareBar } from './compare-bar';
import { CompareStage } from './compare-stage';
import { ModeTools } from './mode-tools';
import { useBlink } from './use-blink';
import { useCompareKeys } from './use-compare-keys';
import { useLinkedViews } from './linked-views';

interface Props {
  readonly images: Readonly<Record<'a' | 'b', ImageOfRun>>;
}

/** Two images to compare, and how their prompts differ. */
export function Compare({ images }: Props) {
  const { text, page } = usePanel();
  const { comparison } = page;
  const main = useRef<HTMLElement>(null);
  const size = useSize(main);
  const mode = comparison.mode.value;
  const [viewport, setViewport] = useState<StageViewport>('fit');
  const [divider, setDivider] = useState(50);
  const [opacity, setOpacity] = useState(0.5);
  const blink = useBlink(mode === 'blink');
  const views = useLinkedViews({
    mode,
    size,
    frame: imageFrame(images.a),
    viewport,
    onViewport: setViewport,
  });
  const { viewing } = views.a;
  useCompareKeys(comparison, viewing, mode === 'blink' ? blink : null);
  useViewerFocus(main);
  return (
    <div class="stage-and-tools">
      <CompareBar
        images={images}
        mode={mode}
        onMode={(next) => (comparison.mode.value = next)}
        onSwap={() => comparison.swap()}
        onClose={() => comparison.end()}
      />
      <CompareStage
        main={main}
        mode={mode}
        size={size}
        images={images}
        views={views}
        divider={divider}
        onDivider={setDivider}
        opacity={opacity}
        blink={blink.shown}
      />
      <section class="tools" aria-label={text('stageTools')}>
        <ModeTools mode={mode} opacity={opacity} onOpacity={setOpacity} blink={blink} />
        {viewing && <ZoomTools viewing={viewing} fullHint={text('actualSize')} />}
      </section>
      <Changes images={images} />
    </div>
  );
}
