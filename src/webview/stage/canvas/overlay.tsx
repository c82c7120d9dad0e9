import { useComputed } from '@preact/signals';
import type { Point } from '../../../layout/boxes/axis';
import { unionOf } from '../../../layout/boxes/legal';
import { type Handle, HANDLES } from '../../../layout/boxes/resize';
import { type Frame, toPixels } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
import { GRID } from '../../../prompt/shape';
import { usePanel } from '../../context';
import { placed } from './box-style';
import { colorClass } from './element-colors';
import type { StageModel } from '../model/stage-model';
import { guidesOf, type Interaction } from '../tools/interaction';
import type { StageTools } from '../tools/stage-tools';

/** If a side is shorter than this, there is room only for the corner handles; in CSS pixels. */
const SMALL = 28;
/** The room that the numbers of a box need, in CSS pixels. */
const NUMBERS_WIDTH = 230;
const NUMBERS_HEIGHT = 30;

interface Props {
  readonly model: StageModel;
  readonly tools: StageTools;
  /** In CSS pixels. */
  readonly frame: Frame;
  /** Between the frame's lower edge and that of the stage, in CSS pixels. */
  readonly below: number;
}

/** Everything above the boxes: handles and numbers of the selection, guides, and what is being drawn. */
export function Overlay(props: Props) {
  return (
    <div class="overlay">
      <Guides tools={props.tools} />
      <Drawn {...props} />
      <SelectionBox {...props} />
    </div>
  );
}

function Guides({ tools }: Pick<Props, 'tools'>) {
  return useComputed(() => guidesOf(tools.interaction.value)).value.map(({ axis, at }) => (
    <div
      key={`${axis}${at}`}
      class={`guide guide-${axis}`}
      style={{ [axis === 'x' ? 'left' : 'top']: `${at / 10}%` }}
    />
  ));
}

const createdOf = (state: Interaction) => (state.kind === 'creating' ? state : null);
const brushOf = (state: Interaction) => (state.kind === 'brushing' ? state : null);
const isBrushing = ({ kind }: Interaction) => kind === 'brushing';

function boxBetween(a: Point, b: Point): Bbox {
  return [Math.min(a.y, b.y), Math.min(a.x, b.x), Math.max(a.y, b.y), Math.max(a.x, b.x)];
}

function Drawn({ tools, frame, below }: Props) {
  const created = useComputed(() => createdOf(tools.interaction.value)).value;
  const brush = useComputed(() => brushOf(tools.interaction.value)).value;
  return (
    <>
      {created?.box && (
        <div
          class={`created ${colorClass(created.index)}`}
          data-kind={created.type}
          style={placed(created.box)}
        >
          <Numbers box={created.box} frame={frame} below={below} />
        </div>
      )}
      {brush?.to && <div class="brush" style={placed(boxBetween(brush.from, brush.to))} />}
    </>
  );
}

interface NumbersProps {
  readonly box: Bbox;
  /** In CSS pixels. */
  readonly frame: Frame;
  /** Between the frame's lower edge and that of the stage, in CSS pixels. */
  readonly below: number;
}

/** The box's numbers in the prompt's units: below it or, near the stage's edge, inside; never past the frame's right edge. */
function Numbers({ box, frame, below }: NumbersProps) {
  const { text } = usePanel();
  const [top, left, bottom, right] = box;
  const share = (length: number) => Math.round(length / 10);
  const { x, y, height } = toPixels(box, frame);
  const inside = frame.height - (y + height) + below < NUMBERS_HEIGHT;
  const after = frame.width - x;
  const names = [
    'numbers',
    ...(inside ? ['numbers-inside'] : []),
    ...(after < NUMBERS_WIDTH && right > GRID - left ? ['numbers-to-right'] : []),
  ];
  return (
    <span class={names.join(' ')} data-testid="numbers">
      {text('boxNumbers', top, bottom, left, right, share(right - left), share(bottom - top))}
    </span>
  );
}

/** The handles that there is room for. The corner handles are always shown. */
function handlesFor(width: number, height: number): readonly Handle[] {
  return HANDLES.filter((handle) => {
    if (handle.length === 2) return true;
    return handle === 'n' || handle === 's' ? width >= SMALL : height >= SMALL;
  });
}

/** The position as a transform, which needs no new layout. It is rounded to whole screen pixels so that lines stay sharp. */
function shiftedTo(box: Bbox, frame: Frame) {
  const ratio = window.devicePixelRatio;
  const { x, y, width, height } = toPixels(box, frame);
  const aligned = (length: number) => Math.round(length * ratio) / ratio;
  return {
    width: `${width}px`,
    height: `${height}px`,
    transform: `translate(${aligned(x)}px, ${aligned(y)}px)`,
  };
}

function SelectionBox({ model, tools, frame, below }: Props) {
  const selection = model.selection.value;
  const locked = model.locked.value;
  const snapshot = model.snapshot.value;
  const brushing = useComputed(() => isBrushing(tools.interaction.value)).value;
  const boxes = selection.map((index) => model.boxOf(index)).filter((box) => box !== undefined);
  if (boxes.length === 0 || brushing) return null;
  const union = unionOf(boxes);
  const free = selection.some((index) => !locked.has(index));
  const { width, height } = toPixels(union, frame);
  const names = [
    'selection-box',
    ...(boxes.length > 1 ? ['selection-many'] : []),
    // Around a small box the handles are outside, so that the box can still be grabbed and moved.
    ...(width < SMALL ? ['narrow'] : []),
    ...(height < SMALL ? ['flat'] : []),
  ];
  return (
    <div class={names.join(' ')} style={shiftedTo(union, frame)}>
      <div class="handles">
        {snapshot?.editable === true &&
          free &&
          handlesFor(width, height).map((handle) => (
            <span key={handle} class="handle" data-handle={handle} aria-hidden="true" />
          ))}
      </div>
      <Numbers box={union} frame={frame} below={below} />
    </div>
  );
}
