import { useComputed } from '@preact/signals';
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { Rect } from '../../../layout/rect';
import type { Bbox } from '../../../prompt/model';
import type { ViewOptions } from '../../../protocol/saved-state';
import { chooseGround } from '../../../proof/ground';
import { usePanel } from '../../context';
import type { StageContent } from '../../runs';
import { ResultImage } from '../../result-image';
import { ProofBackdrop } from './backdrop';
import { Boxes } from './boxes';
import { Overlay } from './overlay';
import { ProblemMarks } from './problems';
import type { StageModel } from '../model/stage-model';
import type { StageTools } from '../tools/stage-tools';
import { useFocus } from './use-focus';
import { isCoarse } from '../../viewport/viewport';
import { TextLayer } from './text-layer';

interface Props {
  /** The frame's DOM element. */
  readonly part: RefObject<HTMLDivElement | null>;
  readonly model: StageModel;
  readonly tools: StageTools;
  readonly content: StageContent;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly viewOptions: ViewOptions;
  /** On the stage, in CSS pixels. */
  readonly rect: Rect;
  /** The stage around it, in CSS pixels. */
  readonly stage: Frame;
  /** Moves the frame to bring a box into view. */
  readonly onShow: (box: Bbox) => void;
}

/** The frame in its true proportions: backdrop, boxes and selection. */
export function Canvas({ part, model, tools, content, frame, viewOptions, rect, stage, onShow }: Props) {
  const { text } = usePanel();
  const snapshot = model.snapshot.value;
  const creating = model.creating.value;
  const isCreating = useComputed(() => tools.interaction.value.kind === 'creating').value;
  const scale = rect.width / frame.width;
  const below = stage.height - rect.y - rect.height;
  // The same objects while their values stay the same: boxes compare them by identity.
  const size = useMemo(() => frame, [frame.width, frame.height]);
  const shown = useMemo(() => ({ width: rect.width, height: rect.height }), [rect.width, rect.height]);
  const result = content.kind === 'result' && viewOptions.backdrop === 'result' ? content : null;
  const picture = result?.result.state === 'ready' || viewOptions.backdrop === 'proof';
  const ground = useMemo(() => snapshot && chooseGround(snapshot.model), [snapshot]);
  const onFocus = useFocus(part, model, tools, onShow);
  const textGround = picture ? null : (ground?.fill ?? null);
  // The start of a gesture must not cause a thousand boxes to be compared.
  const boxes = useMemo(
    () => <Boxes model={model} frame={size} shown={shown} ground={textGround} onFocus={onFocus} />,
    [model, size, shown, textGround, onFocus],
  );
  if (!snapshot || !ground) return null;

  const names = [
    'frame',
    ...(snapshot.stale ? ['stale'] : []),
    ...(viewOptions.boxes ? [] : ['without-boxes']),
    ...(viewOptions.grid ? ['with-grid'] : []),
    ...(creating ? ['drawing'] : []),
    ...(isCreating ? ['gesture-creating'] : []),
  ];
  return (
    <div
      ref={part}
      class={names.join(' ')}
      style={{
        left: `${rect.x}px`,
        top: `${rect.y}px`,
        width: `${rect.width}px`,
        height: `${rect.height}px`,
        background: ground.fill,
      }}
      data-testid="frame"
      role="application"
      aria-label={text('frameLabel', frame.width, frame.height)}
      aria-disabled={snapshot.stale}
      tabIndex={0}
    >
      {viewOptions.backdrop === 'proof' && (
        <ProofBackdrop model={snapshot.model} frame={frame} opacity={viewOptions.opacity} />
      )}
      {result && (
        <ResultImage
          key={`${result.run.id}/${result.result.index}`}
          run={result.run}
          result={result.result}
          opacity={viewOptions.opacity}
          coarse={isCoarse(scale)}
        />
      )}
      {!picture && <TextLayer model={model} frame={size} rect={rect} stage={stage} ground={ground.fill} />}
      {boxes}
      <Overlay model={model} tools={tools} frame={shown} below={below} />
      {viewOptions.boxes && <ProblemMarks model={model} />}
    </div>
  );
}
