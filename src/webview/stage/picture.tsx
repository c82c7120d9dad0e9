import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { ResultView, RunView, StageZoom } from '../../protocol/messages';
import { usePanel } from '../context';
import { resultAlt } from '../words';
import { Message } from './message';

interface Props {
  /** What scrolls around the picture. */
  readonly stage: RefObject<HTMLElement | null>;
  readonly run: RunView;
  readonly result: ResultView;
  /** CSS pixels per image pixel; null until the stage is laid out. */
  readonly scale: number | null;
  readonly zoom: StageZoom;
  /** The document cannot be read: the picture is not what Generate would be about now. */
  readonly dimmed: boolean;
}

/** The chosen image in its true proportions. */
export function Picture({ stage, run, result, scale, zoom, dimmed }: Props) {
  const { text } = usePanel();
  const [broken, setBroken] = useState<string | null>(null);

  useLayoutEffect(() => {
    const element = stage.current;
    if (zoom !== 'full' || !element) return;
    element.scrollTo(
      (element.scrollWidth - element.clientWidth) / 2,
      (element.scrollHeight - element.clientHeight) / 2,
    );
  }, [stage, zoom, run.id]);

  if (result.uri === null || broken === result.uri) {
    return <Message icon="file-media" title={text('missing')} />;
  }
  if (scale === null) return null;
  return (
    <div class={dimmed ? 'picture dimmed' : 'picture'}>
      <img
        data-testid="stage-image"
        src={result.uri}
        alt={resultAlt(text, run, result.index)}
        style={{ width: `${run.width * scale}px`, height: `${run.height * scale}px` }}
        onError={() => setBroken(result.uri)}
      />
    </div>
  );
}
