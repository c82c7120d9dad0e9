import { inkOf } from '../layout/fit-text';
import type { Frame } from '../layout/frame';
import type { PromptModel } from '../prompt/model';
import { drawAreas, drawLettering } from './boxes';
import { drawCaption } from './caption';
import { chooseGround, drawRuler } from './ground';
import { drawTags } from './label';
import { type ProofNode, rectangle, shape } from './node';
import { drawNotes } from './notes';
import { obstacle } from './place';
import { placeElement } from './placed';
import { scaleOf } from './scale';

/** A frame in whole pixels. Invalid sizes become the smallest valid one. */
function usable({ width, height }: Frame): Frame {
  const side = (value: number): number => (value >= 1 && Number.isFinite(value) ? Math.round(value) : 1);
  return { width: side(width), height: side(height) };
}

function describe(model: PromptModel, placed: number): string {
  const count = model.elements.length;
  const facts = `The layout of a prompt, not a generated image. Elements: ${count}, with a box: ${placed}.`;
  return `${facts} ${model.summary.trim()}`.trim();
}

/**
 * Draws a prompt's layout at the true size of its image: areas of objects, literal text set in its boxes, palette,
 * the background's description, and a list of the elements without a box. A caption says that it is a proof. Never
 * throws, and the same prompt and frame give the same drawing. Everything is within the drawing's bounds.
 */
export function drawProof(model: PromptModel, size: Frame): ProofNode {
  const frame = usable(size);
  const scale = scaleOf(frame);
  const ground = chooseGround(model);
  const placed = model.elements
    .map((element) => placeElement(element, scale))
    .filter((element) => element !== undefined);
  const areas = placed.filter(({ element }) => element.kind === 'obj');
  const texts = placed.filter(({ element }) => element.kind === 'text');
  const ink = texts.flatMap(({ lettering }) => (lettering ? inkOf(lettering) : []));
  const caption = drawCaption(frame, model.palette, ground, scale, ink);
  const captionMark = obstacle(caption.rect, 8);
  const tags = drawTags(placed, scale, [captionMark, ...ink.map((rect) => obstacle(rect, 3))]);
  // Notes avoid the boxes of text. They may be inside an object's area, but not across its outline.
  const obstacles = [
    captionMark,
    ...tags.map(({ rect }) => obstacle(rect, 8)),
    ...areas.map(({ rect }) => obstacle(rect, 0.15, 0.5)),
    ...texts.map(({ rect }) => obstacle(rect, 4, 0.5)),
  ];
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: frame.width,
      height: frame.height,
      viewBox: `0 0 ${frame.width} ${frame.height}`,
      role: 'img',
    },
    shape('title', {}, `Layout proof, ${frame.width} × ${frame.height}`),
    shape('desc', {}, describe(model, placed.length)),
    rectangle(scale.frame, { fill: ground.fill }),
    drawRuler(scale, ground),
    ...drawAreas(areas, ink, ground, scale),
    ...drawNotes(model, ground, scale, caption.rect.height, obstacles),
    ...texts.map((element) => drawLettering(element, areas, ground, scale)),
    ...tags.map(({ node }) => node),
    caption.node,
  );
}
