import { useMemo, useState } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { PromptModel } from '../../../prompt/model';
import { drawProof } from '../../../proof/draw';
import type { ResultView, RunView } from '../../../protocol/run-view';
import { usePanel } from '../../context';
import { absence, resultAlt } from '../../words';
import { drawing } from './drawing';

/** The layout proof of what the text says now, as the command line and the proof backend draw it. */
export function ProofBackdrop({ model, frame, opacity }: ProofProps) {
  const picture = useMemo(() => drawing(drawProof(model, frame)), [model, frame.width, frame.height]);
  return (
    <div class="backdrop" style={{ opacity }} aria-hidden="true" data-testid="stage-proof">
      {picture}
    </div>
  );
}

interface ProofProps {
  readonly model: PromptModel;
  readonly frame: Frame;
  readonly opacity: number;
}

interface ResultProps {
  readonly run: RunView;
  readonly result: ResultView;
  readonly opacity: number;
  /** Whether a pixel of the image takes more than three of the screen. */
  readonly coarse: boolean;
}

/** A result, whole, in the middle of the frame: one of another size is not stretched to it. */
export function ResultBackdrop({ run, result, opacity, coarse }: ResultProps) {
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
