import type { Frame } from '../../layout/frame';
import type { Bbox, PromptElement } from '../../prompt/model';
import { firstWords } from '../../proof/label';
import type { Text } from '../context';

/** What an element is called: its literal text, or the first words of its description. */
export function nameOf({ kind, text, desc }: PromptElement): string {
  const literal = text?.replace(/\s+/g, ' ').trim() ?? '';
  return kind === 'text' && literal !== '' ? literal.slice(0, 200) : firstWords(desc);
}

/** `2 text: VISIT THE COAST`: number, kind and name, for a screen reader. */
export function spokenName(text: Text, element: PromptElement): string {
  const kind = text(element.kind === 'text' ? 'kindText' : 'kindObj');
  const name = nameOf(element);
  const head = `${element.index + 1} ${kind}`;
  return name === '' ? head : `${head}: ${name}`;
}

/** How much of a label there is room for. */
export interface LabelRoom {
  /** `none`: only when the pointer or the focus is on the box. */
  readonly form: 'words' | 'number' | 'none';
  /** Inside the box, since it would leave the frame at the top. */
  readonly inside: boolean;
  /** At the right end of the box, since the frame ends soon. */
  readonly toRight: boolean;
  /** In CSS pixels, in steps, so that it seldom changes. */
  readonly width: number;
}

const HEIGHT = 19;
/** A label may be wider than its box, up to here. */
const ROOMY = 170;
const WIDEST = 220;
/** And may go so far over the right edge of the frame. */
const OVER = 20;
const STEP = 12;

/** The room of a label in a frame of this size in CSS pixels. */
export function labelRoom([top, left, bottom, right]: Bbox, frame: Frame): LabelRoom {
  const width = ((right - left) * frame.width) / 1000;
  const height = ((bottom - top) * frame.height) / 1000;
  const inside = (top * frame.height) / 1000 < HEIGHT;
  const after = ((1000 - left) * frame.width) / 1000 + OVER;
  const before = (right * frame.width) / 1000 + OVER;
  const toRight = after < WIDEST && before > after;
  if (width < 14 || height < 8) return { form: 'none', inside, toRight, width: 0 };
  if (width < 44 || (inside && height < HEIGHT)) return { form: 'number', inside, toRight, width: 0 };
  const room = Math.max(width, Math.min(ROOMY, toRight ? before : after));
  return { form: 'words', inside, toRight, width: Math.floor(Math.min(room, WIDEST) / STEP) * STEP };
}
