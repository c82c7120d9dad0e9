import type { FittedText, TextAlign } from '../layout/fit-text';
import { fitText } from '../layout/fit-text';
import { toPixels } from '../layout/frame';
import { inset, type Rect } from '../layout/rect';
import type { PromptElement } from '../prompt/model';
import { elementColor } from './color';
import type { Scale } from './scale';
import { chooseAlign, chooseTypeface, type Typeface } from '../layout/typeface';

/** Literal text set in its box. */
export interface Lettering extends FittedText {
  readonly face: Typeface;
  readonly align: TextAlign;
}

/** An element with a box, in pixels. */
export interface PlacedElement {
  readonly element: PromptElement;
  readonly rect: Rect;
  /** The color of its outline and tag. */
  readonly color: string;
  /** Only for text that is large enough to draw. */
  readonly lettering: Lettering | undefined;
}

function setLettering(element: PromptElement, rect: Rect, scale: Scale): Lettering | undefined {
  if (element.kind !== 'text' || element.text === undefined) return undefined;
  const face = chooseTypeface(element.desc);
  const align = chooseAlign(element.desc);
  const padding = Math.min(rect.width, rect.height) * 0.07;
  const fitted = fitText(element.text, inset(rect, padding, padding), face, align, scale.font * 0.8);
  // Smaller text is illegible on any screen.
  return fitted.fontSize < scale.font * 0.12 ? undefined : { ...fitted, face, align };
}

/** Converts an element to pixels; undefined if it has no box. */
export function placeElement(element: PromptElement, scale: Scale): PlacedElement | undefined {
  if (!element.bbox) return undefined;
  const rect = toPixels(element.bbox, scale.frame);
  return {
    element,
    rect,
    color: elementColor(element.index),
    lettering: setLettering(element, rect, scale),
  };
}
