import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { Rect } from '../../../layout/rect';
import type { StageModel } from '../model/stage-model';
import { TextPainter } from './text-painter';

interface Props {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The frame's position on the stage, in CSS pixels. */
  readonly rect: Rect;
  /** The stage around it, in CSS pixels. */
  readonly stage: Frame;
  /** The color that the texts stand on. */
  readonly ground: string;
}

/**
 * The literal texts of all boxes that are not moving, on one canvas under the boxes. It covers only the visible part of the
 * frame. If few texts change, they are drawn together with their boxes; if many change, right after them.
 */
export function TextLayer({ model, frame, rect, stage, ground }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const painter = useMemo(() => new TextPainter(), []);
  const elements = model.snapshot.value?.model.elements;
  const hidden = model.hidden.value;
  const moving = model.previews.elements.value;

  const draw = (how: 'update' | 'show') => {
    const shown = (elements ?? []).filter(
      ({ index, kind, bbox }) => kind === 'text' && bbox && !hidden.has(index) && !moving.has(index),
    );
    const view = { frame, rect, stage, ratio: window.devicePixelRatio, ground };
    if (ref.current) painter[how](ref.current, view, shown);
  };
  useLayoutEffect(() => draw('update'));
  useEffect(() => draw('show'));

  return (
    <canvas
      ref={ref}
      class="text-layer"
      style={{
        left: `${-rect.x}px`,
        top: `${-rect.y}px`,
        width: `${stage.width}px`,
        height: `${stage.height}px`,
      }}
      aria-hidden="true"
      data-testid="text-layer"
    />
  );
}
