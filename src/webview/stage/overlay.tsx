import { unionOf } from '../../layout/boxes/legal';
import { type Handle, HANDLES } from '../../layout/boxes/resize';
import type { Frame } from '../../layout/frame';
import type { Bbox } from '../../prompt/model';
import { elementColor } from '../../proof/color';
import { useCell } from '../cell';
import { usePanel } from '../context';
import type { StageModel } from './stage-model';
import type { StageTools } from './stage-tools';

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

function styleOf([top, left, bottom, right]: Bbox) {
  return {
    left: `${left / 10}%`,
    top: `${top / 10}%`,
    width: `${(right - left) / 10}%`,
    height: `${(bottom - top) / 10}%`,
  };
}

/** What lies above all boxes: handles and numbers of what is chosen, guides, and what is being drawn. */
export function Overlay(props: Props) {
  return (
    <>
      <Guides tools={props.tools} />
      <Drawn {...props} />
      <Chosen {...props} />
    </>
  );
}

function Guides({ tools }: Pick<Props, 'tools'>) {
  return useCell(tools.guides).map(({ axis, at }) => (
    <div
      key={`${axis}${at}`}
      class={`guide guide-${axis}`}
      style={{ [axis === 'x' ? 'left' : 'top']: `${at / 10}%` }}
    />
  ));
}

function Drawn({ tools, frame, below }: Props) {
  const ghost = useCell(tools.ghost);
  const marquee = useCell(tools.marquee);
  return (
    <>
      {ghost && (
        <div
          class="ghost"
          data-kind={ghost.kind}
          style={{ ...styleOf(ghost.box), '--color': elementColor(ghost.index) }}
        >
          <Numbers box={ghost.box} frame={frame} below={below} />
        </div>
      )}
      {marquee && (
        <div
          class="marquee"
          style={styleOf([
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

function handlesFor(box: Bbox, frame: Frame): readonly Handle[] {
  const width = ((box[3] - box[1]) * frame.width) / 1000;
  const height = ((box[2] - box[0]) * frame.height) / 1000;
  return HANDLES.filter(
    (handle) => handle.length === 2 || (handle === 'n' || handle === 's' ? width >= SMALL : height >= SMALL),
  );
}

function Chosen({ model, tools, frame, below }: Props) {
  const selection = useCell(model.selection);
  const locked = useCell(model.locked);
  const snapshot = useCell(model.snapshot);
  useCell(model.drafts.all);
  const busy = useCell(tools.busy);
  const boxes = selection.map((index) => model.boxOf(index)).filter((box) => box !== undefined);
  if (boxes.length === 0 || busy === 'marquee') return null;
  const union = unionOf(boxes);
  const free = selection.some((index) => !locked.has(index));
  return (
    <div class={boxes.length > 1 ? 'chosen-box chosen-many' : 'chosen-box'} style={styleOf(union)}>
      {snapshot?.editable === true &&
        free &&
        handlesFor(union, frame).map((handle) => (
          <span key={handle} class="handle" data-handle={handle} aria-hidden="true" />
        ))}
      <Numbers box={union} frame={frame} below={below} />
    </div>
  );
}
