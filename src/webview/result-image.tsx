import { useState } from 'preact/hooks';
import type { ResultView, RunView } from '../protocol/run-view';
import { usePanel } from './context';
import { absence, resultAlt } from './labels';

interface Props {
  readonly run: RunView;
  readonly result: ResultView;
  /** 0-1. */
  readonly opacity: number;
  /** Whether the pixels of the image are shown as squares. */
  readonly coarse: boolean;
}

/** The image of a result, centered in its frame and not stretched; or a message that says why there is none. */
export function ResultImage({ run, result, opacity, coarse }: Props) {
  const { text } = usePanel();
  const [broken, setBroken] = useState<string | null>(null);
  if (result.uri === null || broken === result.uri) {
    return <p class="backdrop-missing">{text(absence(result))}</p>;
  }
  return (
    <img
      class={coarse ? 'backdrop coarse' : 'backdrop'}
      data-testid="stage-image"
      src={result.uri}
      alt={resultAlt(text, run, result.index)}
      style={{ opacity }}
      draggable={false}
      onError={() => setBroken(result.uri)}
    />
  );
}
