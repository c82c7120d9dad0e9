/** Draws literal texts on a canvas; when some change, only those are drawn again. */
import type { Frame } from '../../../layout/frame';
import type { Rect } from '../../../layout/rect';
import type { PromptElement } from '../../../prompt/model';
import { letteringColor, letteringLines } from '../../../proof/lettering';
import { placeElement } from '../../../proof/placed';
import { scaleOf } from '../../../proof/scale';
import { measureLine, type MeasuredLine } from '../../../proof/text';

/** Which part of the frame the canvas shows, and how. */
export interface TextView {
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The frame's position on the canvas, in CSS pixels. */
  readonly rect: Rect;
  /** The size of the canvas, in CSS pixels. */
  readonly stage: Frame;
  /** Screen pixels per CSS pixel. */
  readonly ratio: number;
  /** The color that the texts stand on. */
  readonly ground: string;
}

/** The lettering of an element for one frame size and one background color. */
interface Setting {
  readonly key: string;
  readonly lines: readonly MeasuredLine[];
  /** Everything is drawn within these bounds, in pixels of the image. */
  readonly bounds: Rect;
}

const settings = new WeakMap<PromptElement, Setting>();

function settingOf(element: PromptElement, { frame, ground }: TextView): Setting {
  const key = `${frame.width} ${frame.height} ${ground}`;
  const known = settings.get(element);
  if (known?.key === key) return known;
  const { lettering, rect = { x: 0, y: 0, width: 0, height: 0 } } =
    placeElement(element, scaleOf(frame)) ?? {};
  const lines = lettering ? letteringLines(lettering, letteringColor(element.palette, ground)) : [];
  // Slanted letters and swashes extend beyond the bounds of their line.
  const air = lettering?.fontSize ?? 0;
  const { x, y, width, height } = rect;
  const bounds = { x: x - air, y: y - air, width: width + 2 * air, height: height + 2 * air };
  const setting = { key, lines: lines.map(measureLine), bounds };
  settings.set(element, setting);
  return setting;
}

function settingsOf(elements: readonly PromptElement[], view: TextView): readonly Setting[] {
  return elements.map((element) => settingOf(element, view)).filter(({ lines }) => lines.length > 0);
}

function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * All lines are set in this size (CSS pixels) and scaled to their own: otherwise the browser would have to create a font for
 * each size.
 */
const SET_SIZE = 100;

/** Caches the widths of lines as the browser sets them, since measuring costs as much as drawing. */
const naturalWidths = new WeakMap<MeasuredLine, number>();

function naturalWidth(context: CanvasRenderingContext2D, line: MeasuredLine): number {
  const known = naturalWidths.get(line);
  if (known !== undefined) return known;
  const { width } = context.measureText(line.text);
  naturalWidths.set(line, width);
  return width;
}

/** Draws a line of text, scaled to its measured width. */
function drawLine(context: CanvasRenderingContext2D, line: MeasuredLine): void {
  const { text, x, y, width, fontSize, face, fill, rightToLeft } = line;
  context.font = `${face.style} ${face.weight} ${SET_SIZE}px ${face.family}`;
  context.fillStyle = fill;
  context.direction = rightToLeft ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  const natural = naturalWidth(context, line);
  const scale = fontSize / SET_SIZE;
  context.save();
  context.translate(x, y);
  context.scale(natural > 0 && width > 0 ? width / natural : scale, scale);
  context.fillText(text, 0, 0);
  context.restore();
}

/** If more texts than this have changed, redrawing all of them is just as fast. */
const MANY = 20;

/** Remembers what it has drawn on a canvas, and redraws only where texts have changed. */
export class TextPainter {
  private drawn: readonly Setting[] = [];
  private view = '';

  /** Draws the changed texts of these elements, later ones above earlier ones. Does nothing if many have changed. */
  update(canvas: HTMLCanvasElement, view: TextView, elements: readonly PromptElement[]): void {
    const context = canvas.getContext('2d');
    if (!context || JSON.stringify(view) !== this.view) return;
    const next = settingsOf(elements, view);
    const changed = this.changedTo(next);
    if (changed.length > MANY) return;
    this.drawn = next;
    for (const { bounds } of changed) drawPart(context, view, next, bounds);
  }

  /** Draws the texts of these elements, however many have changed. */
  show(canvas: HTMLCanvasElement, view: TextView, elements: readonly PromptElement[]): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    const next = settingsOf(elements, view);
    const key = JSON.stringify(view);
    if (key === this.view && this.changedTo(next).length === 0) return;
    this.drawn = next;
    this.view = key;
    drawAll(context, view, next);
  }

  /** The texts to erase and the texts to draw. */
  private changedTo(next: readonly Setting[]): readonly Setting[] {
    const before = new Set(this.drawn);
    const after = new Set(next);
    return [...this.drawn.filter((one) => !after.has(one)), ...next.filter((one) => !before.has(one))];
  }
}

function toFrame(context: CanvasRenderingContext2D, { frame, rect, ratio }: TextView): void {
  const scale = (rect.width / frame.width) * ratio;
  context.setTransform(scale, 0, 0, scale, rect.x * ratio, rect.y * ratio);
}

function drawAll(context: CanvasRenderingContext2D, view: TextView, all: readonly Setting[]): void {
  const { canvas } = context;
  canvas.width = Math.round(view.stage.width * view.ratio);
  canvas.height = Math.round(view.stage.height * view.ratio);
  toFrame(context, view);
  for (const { lines } of all) for (const line of lines) drawLine(context, line);
}

/** Draws a part of the frame, clipped at whole pixels of the screen so that no seam is left. */
function drawPart(
  context: CanvasRenderingContext2D,
  view: TextView,
  all: readonly Setting[],
  part: Rect,
): void {
  context.save();
  toFrame(context, view);
  const { a: scale, e: x, f: y } = context.getTransform();
  const [left, top] = [Math.floor(part.x * scale + x), Math.floor(part.y * scale + y)];
  const right = Math.ceil((part.x + part.width) * scale + x);
  const bottom = Math.ceil((part.y + part.height) * scale + y);
  context.resetTransform();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.clearRect(left, top, right - left, bottom - top);
  toFrame(context, view);
  const near = { x: (left - x) / scale, y: (top - y) / scale };
  const cut = { ...near, width: (right - left) / scale, height: (bottom - top) / scale };
  for (const { lines, bounds } of all) {
    if (meet(bounds, cut)) for (const line of lines) drawLine(context, line);
  }
  context.restore();
}
