import { useMemo } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { PromptModel } from '../../../prompt/model';
import { drawProof } from '../../../proof/draw';
import { drawing } from './drawing';

/** The layout proof of the current text, as the command line and the proof backend draw it. */
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
