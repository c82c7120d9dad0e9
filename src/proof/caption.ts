import type { Frame } from '../layout/frame';
import type { Rect } from '../layout/rect';
import { textWidth } from '../layout/text-width';
import type { Ground } from './ground';
import { type ProofNode, rectangle, shape } from './node';
import { coverage, obstacle } from './place';
import type { Scale } from './scale';
import { textLine } from './text';
import { CAPTION_BOLD, CAPTION_FACE } from '../layout/typeface';

/** The most colors of a style's palette. */
const MAX_SWATCHES = 16;

function freestCorner(
  { width: right, height: bottom }: Frame,
  width: number,
  height: number,
  lettering: readonly Rect[],
): Rect {
  const obstacles = lettering.map((rect) => obstacle(rect, 1));
  const spots = [
    { x: 0, y: bottom - height, width, height },
    { x: right - width, y: bottom - height, width, height },
    { x: right - width, y: 0, width, height },
    { x: 0, y: 0, width, height },
  ];
  return spots.reduce((a, b) => (coverage(b, obstacles) < coverage(a, obstacles) ? b : a));
}

/**
 * The strip that labels the picture as a layout proof, with the style's palette beside it: in the bottom left corner,
 * or in the corner where it covers least of the lettering.
 */
export function drawCaption(
  frame: Frame,
  palette: readonly string[],
  ground: Ground,
  scale: Scale,
  lettering: readonly Rect[],
): { readonly rect: Rect; readonly node: ProofNode } {
  const size = `${frame.width} × ${frame.height}`;
  const colors = palette.slice(0, MAX_SWATCHES);
  const nameWidth = textWidth('Layout proof', CAPTION_BOLD);
  const textEms = 0.7 + nameWidth + 0.6 + textWidth(size, CAPTION_FACE) + 0.7;
  const font = Math.min(scale.font * 0.92, frame.width / (textEms + colors.length * 1.15));
  const height = font * 1.9;
  const swatch = font * 1.15;
  const textRight = textEms * font;
  const rect = freestCorner(frame, textRight + swatch * colors.length, height, lettering);
  const line = { y: rect.y + height / 2 + 0.35 * font, fontSize: font, fill: ground.fill };
  const node = shape(
    'g',
    {},
    rectangle({ ...rect, width: textRight }, { fill: ground.ink }),
    textLine({ ...line, text: 'Layout proof', x: rect.x + 0.7 * font, face: CAPTION_BOLD }),
    textLine({ ...line, text: size, x: rect.x + (1.3 + nameWidth) * font, face: CAPTION_FACE }),
    ...colors.map((fill, index) =>
      rectangle({ x: rect.x + textRight + index * swatch, y: rect.y, width: swatch, height }, { fill }),
    ),
    rectangle(rect, { fill: 'none', stroke: ground.ink, 'stroke-width': scale.stroke }),
  );
  return { rect, node };
}
