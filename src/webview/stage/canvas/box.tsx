import { Component, createRef } from 'preact';
import type { Frame } from '../../../layout/frame';
import type { Bbox, PromptElement } from '../../../prompt/model';
import { letteringColor, letteringLines } from '../../../proof/lettering';
import { placeElement } from '../../../proof/placed';
import { scaleOf } from '../../../proof/scale';
import { textLine } from '../../../proof/text';
import type { Text } from '../../context';
import { hasPaletteRoom, isShift, placedAmong, shiftTo, swatches } from './box-style';
import { drawing } from './drawing';
import type { Previews } from '../model/previews';
import { colorClass } from './element-colors';
import { spokenName } from '../model/names';
import { labelOf } from './label';

/** A box is rendered again only when one of these changes. */
export interface BoxProps {
  readonly element: PromptElement;
  readonly previews: Previews;
  readonly text: Text;
  readonly selected: boolean;
  /** Whether the text cursor is in it. */
  readonly linked: boolean;
  readonly locked: boolean;
  /** The frame as it is shown, in CSS pixels. */
  readonly shown: Frame;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The color behind the literal text; null if a picture already shows the text. */
  readonly ground: string | null;
}

/**
 * One element with its box. Since there may be a thousand boxes, each is a single DOM element whose label and palette are
 * drawn by the style sheet. It is a class so that it can decide when to render again: not on every move.
 */
export class Box extends Component<BoxProps> {
  private readonly part = createRef<HTMLDivElement>();
  private preview: Bbox | undefined;
  private stop: (() => void) | undefined;

  constructor(props: BoxProps) {
    super(props);
    this.preview = props.previews.get(props.element.index);
  }

  override componentDidMount(): void {
    const { previews, element } = this.props;
    this.stop = previews.subscribe(element.index, () => this.follow());
    this.shift();
  }

  override componentDidUpdate(): void {
    this.shift();
  }

  override componentWillUnmount(): void {
    this.stop?.();
  }

  override render() {
    const { element, text, selected, linked, locked, shown } = this.props;
    const { preview } = this;
    const { bbox } = element;
    const box = isShift(bbox, preview) ? bbox : (preview ?? bbox);
    if (!box) return null;
    const hasPalette = element.palette.length > 0 && hasPaletteRoom(box, shown);
    const { form, inside, toRight, short, full } = labelOf(element, shown);
    let names = `box ${colorClass(element.index)}`;
    if (selected) names += ' selected';
    if (linked) names += ' linked';
    if (locked) names += ' locked';
    if (preview) names += ' moving';
    if (inside) names += ' inside';
    if (toRight) names += ' to-right';
    if (hasPalette) names += ' with-palette';
    return (
      <div
        ref={this.part}
        class={names}
        style={hasPalette ? `${placedAmong(box)};${swatches(element.palette)}` : placedAmong(box)}
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
      >
        {this.lettering()}
      </div>
    );
  }

  /** Shows the box at the position that the current gesture gives it. */
  private follow(): void {
    const { previews, element } = this.props;
    const before = this.preview;
    this.preview = previews.get(element.index);
    if (isShift(element.bbox, before) && isShift(element.bbox, this.preview)) this.shift();
    else this.forceUpdate();
  }

  /** Sets the transform, which is not part of the rendered style. */
  private shift(): void {
    const { part, preview } = this;
    const { bbox } = this.props.element;
    const transform = preview && isShift(bbox, preview) ? shiftTo(preview, bbox) : '';
    if (part.current && part.current.style.transform !== transform) part.current.style.transform = transform;
  }

  /** The literal text of a moving box; all other texts are on the text layer. */
  private lettering() {
    const { element, frame, ground } = this.props;
    const { preview } = this;
    if (ground === null || element.kind !== 'text' || !preview) return null;
    const bbox = isShift(element.bbox, preview) ? element.bbox : preview;
    const { lettering, rect } = placeElement({ ...element, bbox }, scaleOf(frame)) ?? {};
    if (!lettering || !rect) return null;
    return (
      <svg class="box-text" viewBox={`${rect.x} ${rect.y} ${rect.width} ${rect.height}`} aria-hidden="true">
        {letteringLines(lettering, letteringColor(element.palette, ground)).map((line) =>
          drawing(textLine(line)),
        )}
      </svg>
    );
  }
}
