/** Which part of the frame the stage shows, and how large. All lengths are in CSS pixels unless stated otherwise. */
import type { StageViewport } from '../../protocol/saved-state';
import type { Frame } from '../../layout/frame';
import type { Rect } from '../../layout/rect';

/** The minimum distance between a frame that fits the stage and the stage's edges. */
const AIR = 24;
const SMALLEST = 0.02;
const LARGEST = 16;

type Size = Frame;

/** Pixels of an image are shown as squares if one is larger than this many pixels of the screen. */
const COARSE = 3;

/** Whether the pixels of an image are shown as squares at this scale. */
export function isCoarse(scale: number): boolean {
  return scale * window.devicePixelRatio > COARSE;
}

/** The scale at which the frame fits the stage. */
function fitScale(frame: Frame, stage: Size): number {
  const fit = Math.min((stage.width - 2 * AIR) / frame.width, (stage.height - 2 * AIR) / frame.height);
  return Math.max(fit, SMALLEST / 4);
}

/** CSS pixels per pixel of the image. */
export function scaleOf(viewport: StageViewport, frame: Frame, stage: Size): number {
  return viewport === 'fit' ? fitScale(frame, stage) : viewport.scale;
}

/** Where the frame is on the stage, not rounded, so that errors do not add up. */
function exactRect(viewport: StageViewport, frame: Frame, stage: Size): Rect {
  const scale = scaleOf(viewport, frame, stage);
  const [width, height] = [frame.width * scale, frame.height * scale];
  const { x, y } = viewport === 'fit' ? { x: 0.5, y: 0.5 } : viewport;
  return { x: stage.width / 2 - x * width, y: stage.height / 2 - y * height, width, height };
}

/** Where the frame is drawn on the stage: at whole pixels, which keeps lines sharp. */
export function frameRect(viewport: StageViewport, frame: Frame, stage: Size): Rect {
  const { x, y, width, height } = exactRect(viewport, frame, stage);
  return { x: Math.round(x), y: Math.round(y), width, height };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Limits a position so that part of the frame always stays visible. */
function held(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Zooms to a scale; the point of the frame at `anchor` stays there. */
export function zoomTo(
  viewport: StageViewport,
  scale: number,
  anchor: Point,
  frame: Frame,
  stage: Size,
): StageViewport {
  const rect = exactRect(viewport, frame, stage);
  const wanted = Math.min(LARGEST, Math.max(SMALLEST, scale));
  const [width, height] = [frame.width * wanted, frame.height * wanted];
  const x = (anchor.x - rect.x) / rect.width + (stage.width / 2 - anchor.x) / width;
  const y = (anchor.y - rect.y) / rect.height + (stage.height / 2 - anchor.y) / height;
  return { scale: wanted, x: held(x), y: held(y) };
}

/** Moves the frame by a distance in CSS pixels. */
export function panBy(
  viewport: StageViewport,
  dx: number,
  dy: number,
  frame: Frame,
  stage: Size,
): StageViewport {
  const rect = exactRect(viewport, frame, stage);
  return {
    scale: scaleOf(viewport, frame, stage),
    x: held((stage.width / 2 - rect.x - dx) / rect.width),
    y: held((stage.height / 2 - rect.y - dy) / rect.height),
  };
}

/** Brings a part of the frame (as fractions, 0-1) into view, with some room around it, by moving as little as possible. */
export function panInto(viewport: StageViewport, part: Rect, frame: Frame, stage: Size): StageViewport {
  if (viewport === 'fit') return viewport;
  const rect = exactRect(viewport, frame, stage);
  const shift = (from: number, length: number, room: number): number => {
    if (length + 2 * AIR > room) return room / 2 - from - length / 2;
    return Math.max(AIR - from, 0) + Math.min(room - AIR - from - length, 0);
  };
  const dx = shift(rect.x + part.x * rect.width, part.width * rect.width, stage.width);
  const dy = shift(rect.y + part.y * rect.height, part.height * rect.height, stage.height);
  return dx === 0 && dy === 0 ? viewport : panBy(viewport, dx, dy, frame, stage);
}
