import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { Rect } from '../../../layout/rect';
import { useCell } from '../../parts/signal';
import type { StageModel } from '../model/stage-model';
import { WordsPainter } from './text-painter';

interface Props {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** Where it is on the stage, in CSS pixels. */
  readonly rect: Rect;
  /** The stage around it, in CSS pixels. */
  readonly stage: Frame;
  /** The colour that the words stand on. */
  readonly sheet: string;
}

/**
 * The literal texts of all boxes that do not move, on one sheet under them: what the stage shows of the frame and no more. What
 * is typed is drawn with its box; the sheet as a whole right after the boxes are there.
 */
export function WordsSheet({ model, frame, rect, stage, sheet }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const painter = useMemo(() => new WordsPainter(), []);
  const elements = useCell(model.snapshot)?.model.elements;
  const hidden = useCell(model.hidden);
  const moving = useCell(model.drafts.elements);

  const draw = (how: 'mend' | 'show') => {
    const shown = (elements ?? []).filter(
      ({ index, kind, bbox }) => kind === 'text' && bbox && !hidden.has(index) && !moving.has(index),
    );
    const view = { frame, rect, stage, ratio: window.devicePixelRatio, sheet };
    if (ref.current) painter[how](ref.current, view, shown);
  };
  useLayoutEffect(() => draw('mend'));
  useEffect(() => draw('show'));

  return (
    <canvas
      ref={ref}
      class="words-sheet"
      style={{
        left: `${-rect.x}px`,
        top: `${-rect.y}px`,
        width: `${stage.width}px`,
        height: `${stage.height}px`,
      }}
      aria-hidden="true"
      data-testid="words"
    />
  );
}
