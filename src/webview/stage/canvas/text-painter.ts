/** Draws literal texts on a canvas, and of a changed list only what changed. */
import type { Frame } from '../../../layout/frame';
import type { Rect } from '../../../layout/rect';
import type { PromptElement } from '../../../prompt/model';
import { drawWords, letteringColor } from '../../../proof/lettering';
import type { ProofNode } from '../../../proof/node';
import { placeElement } from '../../../proof/placed';
import { scaleOf } from '../../../proof/scale';

/** What of the frame the canvas shows, and how. */
export interface WordsView {
  /** In pixels of the image. */
  readonly frame: Frame;
  /** Where it is on the canvas, in CSS pixels. */
  readonly rect: Rect;
  /** The canvas, in CSS pixels. */
  readonly stage: Frame;
  /** Pixels of the screen for one in CSS. */
  readonly ratio: number;
  /** The colour that the words stand on. */
  readonly sheet: string;
}

/** A text as it was set, for one size of frame and one colour of sheet. */
interface Setting {
  readonly key: string;
  readonly nodes: readonly ProofNode[];
  /** Nothing of it is drawn outside of here, in pixels of the image. */
  readonly bounds: Rect;
}

const settings = new WeakMap<PromptElement, Setting>();

function settingOf(element: PromptElement, { frame, sheet }: WordsView): Setting {
  const key = `${frame.width} ${frame.height} ${sheet}`;
  const known = settings.get(element);
  if (known?.key === key) return known;
  const { lettering, rect = { x: 0, y: 0, width: 0, height: 0 } } =
    placeElement(element, scaleOf(frame)) ?? {};
  const nodes = lettering ? drawWords(lettering, letteringColor(element.palette, sheet)) : [];
  // Slanted and swung letters go over their own room.
  const air = lettering?.fontSize ?? 0;
  const { x, y, width, height } = rect;
  const bounds = { x: x - air, y: y - air, width: width + 2 * air, height: height + 2 * air };
  const setting = { key, nodes, bounds };
  settings.set(element, setting);
  return setting;
}

function settingsOf(elements: readonly PromptElement[], view: WordsView): readonly Setting[] {
  return elements.map((element) => settingOf(element, view)).filter(({ nodes }) => nodes.length > 0);
}

function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

const ANCHORS = { start: 0, middle: 0.5, end: 1 } as const;

/** The font size that all lines are set in, in CSS pixels, to be scaled to theirs: a font of each size would have to be made. */
const SET_SIZE = 100;

/** The widths of lines as the browser sets them: measuring costs as much as drawing. */
const widths = new WeakMap<ProofNode, number>();

function widthOf(context: CanvasRenderingContext2D, node: ProofNode, text: string): number {
  const known = widths.get(node);
  if (known !== undefined) return known;
  const { width } = context.measureText(text);
  widths.set(node, width);
  return width;
}

/** Draws a line of text as SVG would, held to its width. */
function drawLine(context: CanvasRenderingContext2D, node: ProofNode): void {
  const { attributes, children } = node;
  const text = children.filter((child) => typeof child === 'string').join('');
  const value = (name: string, otherwise: string | number) => attributes[name] ?? otherwise;
  const style = value('font-style', 'normal');
  const weight = value('font-weight', 400);
  context.font = `${style} ${weight} ${SET_SIZE}px ${value('font-family', 'sans-serif')}`;
  context.fillStyle = String(value('fill', '#000'));
  const isRightToLeft = attributes['direction'] === 'rtl';
  context.direction = isRightToLeft ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  const length = Number(value('textLength', 0));
  const natural = widthOf(context, node, text);
  const anchor = Object.entries(ANCHORS).find(([name]) => name === attributes['text-anchor']);
  const share = isRightToLeft ? 1 - (anchor?.[1] ?? 0) : (anchor?.[1] ?? 0);
  context.save();
  context.translate(Number(value('x', 0)) - length * share, Number(value('y', 0)));
  const size = Number(value('font-size', 1)) / SET_SIZE;
  context.scale(natural > 0 && length > 0 ? length / natural : size, size);
  context.fillText(text, 0, 0);
  context.restore();
}

/** Where so many places have changed, it is as well to draw all of it. */
const MANY = 20;

/** The texts on a canvas. It knows what it has drawn there, and draws again only where that is another text now. */
export class WordsPainter {
  private drawn: readonly Setting[] = [];
  private view = '';

  /** Shows the texts of these elements, the later ones above the earlier ones, if few of them have changed since; else nothing. */
  mend(canvas: HTMLCanvasElement, view: WordsView, elements: readonly PromptElement[]): void {
    const context = canvas.getContext('2d');
    if (!context || JSON.stringify(view) !== this.view) return;
    const next = settingsOf(elements, view);
    const changed = this.changedTo(next);
    if (changed.length > MANY) return;
    this.drawn = next;
    for (const { bounds } of changed) drawPart(context, view, next, bounds);
  }

  /** Shows the texts of these elements, however many have changed. */
  show(canvas: HTMLCanvasElement, view: WordsView, elements: readonly PromptElement[]): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    const next = settingsOf(elements, view);
    const key = JSON.stringify(view);
    if (key === this.view && this.changedTo(next).length === 0) return;
    this.drawn = next;
    this.view = key;
    drawAll(context, view, next);
  }

  /** What was drawn and is not to be any more, and what is to be and was not. */
  private changedTo(next: readonly Setting[]): readonly Setting[] {
    const before = new Set(this.drawn);
    const after = new Set(next);
    return [...this.drawn.filter((one) => !after.has(one)), ...next.filter((one) => !before.has(one))];
  }
}

function toFrame(context: CanvasRenderingContext2D, { frame, rect, ratio }: WordsView): void {
  const scale = (rect.width / frame.width) * ratio;
  context.setTransform(scale, 0, 0, scale, rect.x * ratio, rect.y * ratio);
}

function drawAll(context: CanvasRenderingContext2D, view: WordsView, all: readonly Setting[]): void {
  const { canvas } = context;
  canvas.width = Math.round(view.stage.width * view.ratio);
  canvas.height = Math.round(view.stage.height * view.ratio);
  toFrame(context, view);
  for (const { nodes } of all) for (const node of nodes) drawLine(context, node);
}

/** Draws what is in a part of the frame, cut off at whole pixels of the screen: no seam is left. */
function drawPart(
  context: CanvasRenderingContext2D,
  view: WordsView,
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
  for (const { nodes, bounds } of all) {
    if (meet(bounds, cut)) for (const node of nodes) drawLine(context, node);
  }
  context.restore();
}
