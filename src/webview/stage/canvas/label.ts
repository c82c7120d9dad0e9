import { type Frame, toPixels } from '../../../layout/frame';
import { CAPTION_FACE } from '../../../layout/typeface';
import { shortener } from '../../../layout/wrap';
import type { PromptElement } from '../../../prompt/model';
import { nameOf } from '../model/names';

/** The label of a box: its text and its position. */
export interface Label {
  /** `none`: only when the pointer or the focus is on the box. */
  readonly form: 'words' | 'number' | 'none';
  /** Inside the box, because above it the label would leave the frame. */
  readonly inside: boolean;
  /** Aligned with the right end of the box, because the frame's edge is near. */
  readonly toRight: boolean;
  /** As much of the label as there is room for. */
  readonly short: string;
  /** The full label, for when the box has the pointer or the focus. */
  readonly full: string;
}

/** Dimensions of labels, in CSS pixels. */
const FONT = 11;
const PADDING = 10;
const HEIGHT = 19;
/** A label may be wider than its box, up to this width. */
const ROOMY = 170;
const WIDEST = 220;
/** A label may extend this far beyond the frame's edge. */
const OVER = 20;
/** A safety factor: widths are estimated for a different typeface than the editor's. */
const CAUTION = 1.12;

/** Returns a function that shortens the words to a width in CSS pixels. */
function cutter(words: string): (room: number) => string {
  const shortened = shortener(words, CAPTION_FACE);
  return (room) => shortened((room - PADDING) / FONT / CAUTION);
}

/** The label of an element's box; the size of the frame is in CSS pixels. */
export function labelOf(element: PromptElement, shown: Frame): Label {
  const number = String(element.index + 1);
  const cut = cutter(`${number} ${element.kind === 'text' ? 'T' : '○'} ${nameOf(element)}`);
  const { x, y, width, height } = toPixels(element.bbox ?? [0, 0, 0, 0], shown);
  const inside = y < HEIGHT;
  const after = shown.width - x + OVER;
  const before = x + width + OVER;
  const toRight = after < WIDEST && before > after;
  const room = toRight ? before : after;
  const place = { inside, toRight, full: cut(Math.min(WIDEST, Math.max(room, 60))) };
  if (width < 14 || height < 8) return { ...place, form: 'none', short: '' };
  if (width < 44 || (inside && height < HEIGHT)) return { ...place, form: 'number', short: number };
  const most = Math.min(WIDEST, Math.max(width, Math.min(ROOMY, room)));
  return { ...place, form: 'words', short: cut(most) };
}
