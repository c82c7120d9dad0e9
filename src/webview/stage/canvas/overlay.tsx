import { unionOf } from '../../../layout/boxes/legal';
import { type Handle, HANDLES } from '../../../layout/boxes/resize';
import { type Frame, toPixels } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
import { GRID } from '../../../prompt/shape';
import { usePanel } from '../../context';
import { placed } from './box-style';
import { hueClass } from './element-colors';
import type { StageModel } from '../model/stage-model';
import type { StageTools } from '../model/stage-tools';

/** Below this side in CSS pixels there is room for the handles at the corners only. */
const SMALL = 28;
/** What the numbers of a box need, in CSS pixels. */
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

/** What lies above all boxes: handles and numbers of what is chosen, guides, and what is being drawn. */
export function Overlay(props: Props) {
  return (
    <div class="overlay">
      <Guides tools={props.tools} />
      <Drawn {...props} />
      <Chosen {...props} />
    </div>
  );
}

function Guides({ tools }: Pick<Props, 'tools'>) {
  return tools.guides.value.map(({ axis, at }) => (
    <div
      key={`${axis}${at}`}
      class={`guide guide-${axis}`}
      style={{ [axis === 'x' ? 'left' : 'top']: `${at / 10}%` }}
    />
  ));
}

function Drawn({ tools, frame, below }: Props) {
  const ghost = tools.ghost.value;
  const marquee = tools.marquee.value;
  return (
    <>
      {ghost && (
        <div class={`ghost ${hueClass(ghost.index)}`} data-kind={ghost.kind} style={placed(ghost.box)}>
          <Numbers box={ghost.box} frame={frame} below={below} />
        </div>
      )}
      {marquee && (
        <div
          class="marquee"
          style={placed([
            Math.min(marquee[0].y, marquee[1].y),
            Math.min(marquee[0].x, marquee[1].x),
            Math.max(marquee[0].y, marquee[1].y),
            Math.max(marquee[0].x, marquee[1].x),
          ])}
        />
      )}
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

/** The box in the prompt's own units: under it, inside it where the stage ends, and never beyond the frame's right edge. */
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

/** The handles that there is room for: those of the corners always. */
function handlesFor(width: number, height: number): readonly Handle[] {
  return HANDLES.filter((handle) => {
    if (handle.length === 2) return true;
    return handle === 'n' || handle === 's' ? width >= SMALL : height >= SMALL;
  });
}

/** Moved as a whole: it keeps its layout. At whole pixels of the screen, which keeps what is drawn in it sharp. */
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

function Chosen({ model, tools, frame, below }: Props) {
  const selection = model.selection.value;
  const locked = model.locked.value;
  const snapshot = model.snapshot.value;
  const busy = tools.busy.value;
  const boxes = selection.map((index) => model.boxOf(index)).filter((box) => box !== undefined);
  if (boxes.length === 0 || busy === 'marquee') return null;
  const union = unionOf(boxes);
  const free = selection.some((index) => !locked.has(index));
  const { width, height } = toPixels(union, frame);
  const names = [
    'chosen-box',
    ...(boxes.length > 1 ? ['chosen-many'] : []),
    // Around a small box the handles stand outside, and leave it free to be moved.
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
