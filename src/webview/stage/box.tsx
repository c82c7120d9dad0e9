import { Component } from 'preact';
import type { Frame } from '../../layout/frame';
import type { Bbox, PromptElement } from '../../prompt/model';
import { drawWords, letteringColor } from '../../proof/lettering';
import { placeElement } from '../../proof/placed';
import { scaleOf } from '../../proof/scale';
import type { Text } from '../context';
import { drawing } from './drawing';
import type { Drafts } from './drafts';
import { hueClass } from './hues';
import { labelOf, spokenName } from './label';

/** The most colours of a palette that a box shows. */
const MAX_SWATCHES = 5;
/** A box with a side of less than so many CSS pixels has no room for its palette. */
const PALETTE_ROOM = 60;

/** A box is drawn again only when one of these is another one. */
export interface BoxProps {
  readonly element: PromptElement;
  readonly drafts: Drafts;
  readonly text: Text;
  readonly selected: boolean;
  /** The text cursor is in it. */
  readonly linked: boolean;
  readonly locked: boolean;
  /** From the bottom up: smaller boxes lie above larger ones. */
  readonly depth: number;
  /** The frame as it is shown, in CSS pixels. */
  readonly shown: Frame;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The colour of the sheet that the literal text is set on; null where a picture shows it already. */
  readonly sheet: string | null;
  readonly onFocus: (index: number) => void;
}

interface State {
  readonly draft: Bbox | undefined;
}

/** In per cent of the frame, so that a zoom moves all boxes without a word to any of them. */
export function placed([top, left, bottom, right]: Bbox) {
  return {
    left: `${left / 10}%`,
    top: `${top / 10}%`,
    width: `${(right - left) / 10}%`,
    height: `${(bottom - top) / 10}%`,
  };
}

function isSameSize(a: Bbox, b: Bbox): boolean {
  return a[2] - a[0] === b[2] - b[0] && a[3] - a[1] === b[3] - b[1];
}

/** A box that only moves keeps its place and is shifted: the cheapest change that there is. */
function styleOf(bbox: Bbox | undefined, draft: Bbox | undefined) {
  const box = draft ?? bbox;
  if (!box) return undefined;
  if (!draft || !bbox || !isSameSize(bbox, draft) || bbox[2] === bbox[0] || bbox[3] === bbox[1]) {
    return { ...placed(box), transform: '' };
  }
  const x = ((draft[1] - bbox[1]) / (bbox[3] - bbox[1])) * 100;
  const y = ((draft[0] - bbox[0]) / (bbox[2] - bbox[0])) * 100;
  return { ...placed(bbox), transform: `translate(${x}%, ${y}%)` };
}

/** The colours of a palette side by side, as one picture. */
function swatches(palette: readonly string[]): string {
  const colors = palette.slice(0, MAX_SWATCHES);
  const stops = colors.map((color, index) => `${color} ${index * 9}px ${(index + 1) * 9}px`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

/**
 * One element with its box: a single part of the page, whose label is drawn by the style sheet, since there may be a thousand
 * of them. A class, since it decides itself when it is drawn again.
 */
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
    return (
      state.draft !== this.state.draft ||
      next.element !== now.element ||
      next.selected !== now.selected ||
      next.linked !== now.linked ||
      next.locked !== now.locked ||
      next.depth !== now.depth ||
      next.shown !== now.shown ||
      next.frame !== now.frame ||
      next.sheet !== now.sheet ||
      next.text !== now.text
    );
  }

  override render() {
    const { element, text, selected, linked, locked, depth, shown, onFocus } = this.props;
    const style = styleOf(element.bbox, this.state.draft);
    if (!style) return null;
    const { form, inside, toRight, short, full } = labelOf(element, shown);
    let names = `box ${hueClass(element.index)}`;
    if (selected) names += ' selected';
    if (linked) names += ' linked';
    if (locked) names += ' locked';
    if (this.state.draft) names += ' moving';
    if (inside) names += ' inside';
    if (toRight) names += ' to-right';
    return (
      <div
        class={names}
        style={{ ...style, zIndex: depth }}
        data-element-index={element.index}
        data-kind={element.kind}
        data-form={form}
        data-short={short}
        data-full={full}
        role="button"
        tabIndex={0}
        aria-label={spokenName(text, element)}
        aria-pressed={selected}
        title={element.desc}
        onFocus={() => onFocus(element.index)}
      >
        {this.words()}
        {this.palette()}
      </div>
    );
  }

  private palette() {
    const { element, shown } = this.props;
    const { bbox, palette } = element;
    if (!bbox || palette.length === 0) return null;
    const width = ((bbox[3] - bbox[1]) * shown.width) / 1000;
    const height = ((bbox[2] - bbox[0]) * shown.height) / 1000;
    if (width < PALETTE_ROOM || height < PALETTE_ROOM) return null;
    const side = Math.min(palette.length, MAX_SWATCHES) * 9;
    return <i class="box-palette" style={{ width: `${side}px`, background: swatches(palette) }} />;
  }

  /** While it is moved, the box takes its literal text along; all others are on one sheet under the boxes. */
  private words() {
    const { element, frame, sheet } = this.props;
    const { draft } = this.state;
    if (sheet === null || element.kind !== 'text' || !draft) return null;
    // A box that only moves keeps its drawing.
    const bbox = element.bbox && isSameSize(element.bbox, draft) ? element.bbox : draft;
    const { lettering, rect } = placeElement({ ...element, bbox }, scaleOf(frame)) ?? {};
    if (!lettering || !rect) return null;
    return (
      <svg class="box-words" viewBox={`${rect.x} ${rect.y} ${rect.width} ${rect.height}`} aria-hidden="true">
        {drawWords(lettering, letteringColor(element.palette, sheet)).map(drawing)}
      </svg>
    );
  }
}
