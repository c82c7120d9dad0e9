import { type Frame, toPixels } from '../../../layout/frame';
import { CAPTION_FACE } from '../../../layout/typeface';
import { shortener } from '../../../layout/wrap';
import type { PromptElement } from '../../../prompt/model';
import { nameOf } from '../model/names';

/** The label of a box: what it says, and where it stands. */
export interface Label {
  /** `none`: only when the pointer or the focus is on the box. */
  readonly form: 'words' | 'number' | 'none';
  /** Inside the box, since it would leave the frame at the top. */
  readonly inside: boolean;
  /** At the right end of the box, since the frame ends soon. */
  readonly toRight: boolean;
  /** As much as there is room for. */
  readonly short: string;
  /** For when one looks at the box. */
  readonly full: string;
}

/** All of labels in CSS pixels. */
const FONT = 11;
const PADDING = 10;
const HEIGHT = 19;
/** A label may be wider than its box, up to here. */
const ROOMY = 170;
const WIDEST = 220;
/** And may go so far over the edge of the frame. */
const OVER = 20;
/** Estimated widths are of another typeface than the editor's. */
const CAUTION = 1.12;

/** Cuts words to a room in CSS pixels. */
function cutter(words: string): (room: number) => string {
  const shortened = shortener(words, CAPTION_FACE);
  return (room) => shortened((room - PADDING) / FONT / CAUTION);
}

/** The label of an element's box in a frame of this size in CSS pixels. */
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
