import { useEffect, useRef } from 'preact/hooks';
import type { Frame } from '../../layout/frame';
import type { Rect } from '../../layout/rect';
import type { PromptElement } from '../../prompt/model';
import { drawWords, letteringColor } from '../../proof/lettering';
import type { ProofNode } from '../../proof/node';
import { placeElement } from '../../proof/placed';
import { scaleOf } from '../../proof/scale';
import { useCell } from '../cell';
import type { StageModel } from './stage-model';

interface Props {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** Where it is on the stage, in CSS pixels. */
  readonly rect: Rect;
  /** The stage around it, in CSS pixels. */
  readonly stage: Frame;
  /** The colour that the words stand on. */
  readonly sheet: string;
}

/** What was set for an element, for one size of frame and one colour of sheet. */
interface Set {
  readonly frame: string;
  readonly nodes: readonly ProofNode[];
}

const sets = new WeakMap<PromptElement, Set>();

function wordsOf(element: PromptElement, frame: Frame, sheet: string): readonly ProofNode[] {
  const key = `${frame.width} ${frame.height} ${sheet}`;
  const known = sets.get(element);
  if (known?.frame === key) return known.nodes;
  const lettering = placeElement(element, scaleOf(frame))?.lettering;
  const nodes = lettering ? drawWords(lettering, letteringColor(element.palette, sheet)) : [];
  sets.set(element, { frame: key, nodes });
  return nodes;
}

const ANCHORS = { start: 0, middle: 0.5, end: 1 } as const;

/** Draws a line of text as SVG would, held to its width. */
function paint(context: CanvasRenderingContext2D, { attributes, children }: ProofNode): void {
  const text = children.filter((child) => typeof child === 'string').join('');
  const value = (name: string, otherwise: string | number) => attributes[name] ?? otherwise;
  const style = value('font-style', 'normal');
  const weight = value('font-weight', 400);
  context.font = `${style} ${weight} ${value('font-size', 1)}px ${value('font-family', 'sans-serif')}`;
  context.fillStyle = String(value('fill', '#000'));
  const length = Number(value('textLength', 0));
  const natural = context.measureText(text).width;
  const anchor = Object.entries(ANCHORS).find(([name]) => name === attributes['text-anchor']);
  const isRightToLeft = attributes['direction'] === 'rtl';
  const share = isRightToLeft ? 1 - (anchor?.[1] ?? 0) : (anchor?.[1] ?? 0);
  context.direction = isRightToLeft ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  context.save();
  context.translate(Number(value('x', 0)) - length * share, Number(value('y', 0)));
  if (natural > 0 && length > 0) context.scale(length / natural, 1);
  context.fillText(text, 0, 0);
  context.restore();
}

/**
 * The literal texts of all boxes that do not move, on one sheet under them: what the stage shows of the frame and no more. It
 * is drawn right after the boxes are there.
 */
export function WordsSheet({ model, frame, rect, stage, sheet }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const snapshot = useCell(model.snapshot);
  const hidden = useCell(model.hidden);
  const moving = useCell(model.drafts.elements);
  const ratio = window.devicePixelRatio;
  const elements = snapshot?.model.elements;

  useEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    canvas.width = Math.round(stage.width * ratio);
    canvas.height = Math.round(stage.height * ratio);
    const scale = rect.width / frame.width;
    context.setTransform(ratio * scale, 0, 0, ratio * scale, rect.x * ratio, rect.y * ratio);
    for (const element of elements ?? []) {
      if (element.kind !== 'text' || !element.bbox) continue;
      if (hidden.has(element.index) || moving.has(element.index)) continue;
      for (const node of wordsOf(element, frame, sheet)) paint(context, node);
    }
  }, [
    elements,
    hidden,
    moving,
    frame.width,
    frame.height,
    rect.x,
    rect.y,
    rect.width,
    stage.width,
    stage.height,
    ratio,
    sheet,
  ]);

  return (
    <canvas
      ref={ref}
      class="words-sheet"
      style={{
        left: `${-rect.x}px`,
        top: `${-rect.y}px`,
        width: `${stage.width}px`,
        height: `${stage.height}px`,
      }}
      aria-hidden="true"
      data-testid="words"
    />
  );
}
