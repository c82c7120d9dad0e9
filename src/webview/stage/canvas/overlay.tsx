import { unionOf } from '../../../layout/boxes/legal';
import { type Handle, HANDLES } from '../../../layout/boxes/resize';
import type { Frame } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
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
  const inside = ((1000 - bottom) * frame.height) / 1000 + below < NUMBERS_HEIGHT;
  const after = ((1000 - left) * frame.width) / 1000;
  const names = [
    'numbers',
    ...(inside ? ['numbers-inside'] : []),
    ...(after < NUMBERS_WIDTH && right > 1000 - left ? ['numbers-to-right'] : []),
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
function shiftedTo([top, left, bottom, right]: Bbox, frame: Frame) {
  const ratio = window.devicePixelRatio;
  const at = (edge: number, side: number) => Math.round((edge / 1000) * side * ratio) / ratio;
  return {
    width: `${((right - left) / 1000) * frame.width}px`,
    height: `${((bottom - top) / 1000) * frame.height}px`,
    transform: `translate(${at(left, frame.width)}px, ${at(top, frame.height)}px)`,
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
  const width = ((union[3] - union[1]) * frame.width) / 1000;
  const height = ((union[2] - union[0]) * frame.height) / 1000;
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
