import { Component } from 'preact';
import type { Frame } from '../../layout/frame';
import type { Bbox, PromptElement } from '../../prompt/model';
import { elementColor } from '../../proof/color';
import { drawWords, letteringColor } from '../../proof/lettering';
import { placeElement } from '../../proof/placed';
import { scaleOf } from '../../proof/scale';
import { drawing } from './drawing';
import type { Drafts } from './drafts';
import { nameOf } from './label';

/** The most colours of a palette that a box shows. */
const MAX_SWATCHES = 5;

/** All plain values: a box is drawn again only when one of them changes. */
export interface BoxProps {
  readonly element: PromptElement;
  readonly drafts: Drafts;
  readonly spoken: string;
  readonly selected: boolean;
  /** The text cursor is in it. */
  readonly linked: boolean;
  readonly locked: boolean;
  /** From the bottom up: smaller boxes lie above larger ones. */
  readonly depth: number;
  readonly form: 'words' | 'number' | 'none';
  readonly inside: boolean;
  readonly toRight: boolean;
  readonly labelWidth: number;
  /** The colour of the sheet that the literal text is set on; null where a picture shows it already. */
  readonly sheet: string | null;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly swatches: boolean;
  readonly onFocus: (index: number) => void;
}

interface State {
  readonly draft: Bbox | undefined;
}

/** In per cent of the frame, so that a zoom moves all boxes without a word to any of them. */
function placed([top, left, bottom, right]: Bbox): Record<'left' | 'top' | 'width' | 'height', string> {
  return {
    left: `${left / 10}%`,
    top: `${top / 10}%`,
    width: `${(right - left) / 10}%`,
    height: `${(bottom - top) / 10}%`,
  };
}

/** A box that only moves keeps its place and is shifted: the cheapest change that there is. */
function styleOf(bbox: Bbox | undefined, draft: Bbox | undefined): Record<string, string> | undefined {
  if (!draft || !bbox) {
    const box = draft ?? bbox;
    return box && { ...placed(box), transform: '' };
  }
  const [width, height] = [bbox[3] - bbox[1], bbox[2] - bbox[0]];
  const moved = draft[3] - draft[1] === width && draft[2] - draft[0] === height;
  if (!moved || width === 0 || height === 0) return { ...placed(draft), transform: '' };
  const x = ((draft[1] - bbox[1]) / width) * 100;
  const y = ((draft[0] - bbox[0]) / height) * 100;
  return { ...placed(bbox), transform: `translate(${x}%, ${y}%)` };
}

/** One element with its box. A class, since it decides itself when it is drawn again. */
export class Box extends Component<BoxProps, State> {
  private stop: (() => void) | undefined;

  constructor(props: BoxProps) {
    super(props);
    this.state = { draft: props.drafts.get(props.element.index) };
  }

  override componentDidMount(): void {
    const { drafts, element } = this.props;
    this.stop = drafts.subscribe(element.index, () => this.setState({ draft: drafts.get(element.index) }));
  }

  override componentWillUnmount(): void {
    this.stop?.();
  }

  override shouldComponentUpdate(next: BoxProps, state: State): boolean {
    const now = this.props;
    if (state.draft !== this.state.draft) return true;
    return (Object.keys(next) as (keyof BoxProps)[]).some((name) => next[name] !== now[name]);
  }

  override render() {
    const { element, spoken, selected, linked, locked, depth, form, inside, toRight, onFocus } = this.props;
    const style = styleOf(element.bbox, this.state.draft);
    if (!style) return null;
    const names = [
      'box',
      ...(selected ? ['selected'] : []),
      ...(linked ? ['linked'] : []),
      ...(locked ? ['locked'] : []),
      ...(this.state.draft ? ['moving'] : []),
      ...(inside ? ['inside'] : []),
      ...(toRight ? ['to-right'] : []),
    ];
    return (
      <div
        class={names.join(' ')}
        style={{ ...style, zIndex: depth, '--color': elementColor(element.index) }}
        data-element-index={element.index}
        data-kind={element.kind}
        data-label={form}
        role="button"
        tabIndex={0}
        aria-label={spoken}
        aria-pressed={selected}
        title={element.desc}
        onFocus={() => onFocus(element.index)}
      >
        {this.words()}
        {this.label()}
        {this.props.swatches && element.palette.length > 0 && (
          <span class="box-palette">
            {element.palette.slice(0, MAX_SWATCHES).map((color, index) => (
              <i key={index} style={{ background: color }} />
            ))}
          </span>
        )}
      </div>
    );
  }

  private label() {
    const { element, labelWidth, form } = this.props;
    return (
      <span class="box-label" style={{ maxWidth: form === 'words' ? `${labelWidth}px` : undefined }}>
        <b data-number={element.index + 1} />
        <i class={element.kind === 'text' ? 'kind kind-text' : 'kind kind-obj'} />
        <span class="box-name">{nameOf(element)}</span>
      </span>
    );
  }

  /** The literal text, set in the box as the proof sets it. */
  private words() {
    const { element, frame, sheet } = this.props;
    const bbox = this.state.draft ?? element.bbox;
    if (sheet === null || element.kind !== 'text' || !bbox) return null;
    const { lettering, rect } = placeElement({ ...element, bbox }, scaleOf(frame)) ?? {};
    if (!lettering || !rect) return null;
    return (
      <svg class="box-words" viewBox={`${rect.x} ${rect.y} ${rect.width} ${rect.height}`} aria-hidden="true">
        {drawWords(lettering, letteringColor(element.palette, sheet)).map(drawing)}
      </svg>
    );
  }
}
