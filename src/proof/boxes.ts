import { holds, type Rect } from '../layout/rect';
import { mix, readable } from './color';
import type { Ground } from './ground';
import { letteringColor, letteringLines } from './lettering';
import { textLine } from './text';
import { type ProofNode, rectangle, shape } from './node';
import type { PlacedElement } from './placed';
import { coverage, obstacle } from './place';
import type { Scale } from './scale';

/** The opacity of an object's area. */
const AREA_OPACITY = 0.1;
/** The most colors of an element's palette. */
const MAX_SWATCHES = 5;

type Attributes = Readonly<Record<string, string | number>>;

/** The outline of a box, drawn inside it. A box without an area is still visible, as a line or a point. */
function outline(placed: PlacedElement, ground: Ground, scale: Scale, attributes: Attributes): ProofNode {
  const { rect, color } = placed;
  const width = Math.max(rect.width - scale.stroke, scale.stroke);
  const height = Math.max(rect.height - scale.stroke, scale.stroke);
  const x = rect.x + (rect.width - width) / 2;
  const y = rect.y + (rect.height - height) / 2;
  return rectangle(
    { x, y, width, height },
    {
      fill: 'none',
      stroke: readable([color], ground.fill, 2.4),
      'stroke-width': scale.stroke,
      ...attributes,
    },
  );
}

/** An object's own palette, small in a lower corner of its area; undefined if there is no space for it. */
function swatches(
  { element, rect }: PlacedElement,
  ground: Ground,
  { font, stroke }: Scale,
  ink: readonly Rect[],
): ProofNode | undefined {
  const colors = element.palette.slice(0, MAX_SWATCHES);
  const side = font * 0.8;
  const size = { width: side * colors.length, height: side };
  if (colors.length === 0 || rect.width < size.width + 3 * font || rect.height < font * 4) return undefined;
  const y = rect.y + rect.height - side * 1.6;
  const spots = [
    { ...size, x: rect.x + rect.width - size.width - side * 0.6, y },
    { ...size, x: rect.x + side * 0.6, y },
  ];
  const obstacles = ink.map((covered) => obstacle(covered, 1));
  const spot = spots.find((candidate) => coverage(candidate, obstacles) === 0);
  if (!spot) return undefined;
  return shape(
    'g',
    {},
    ...colors.map((fill, index) =>
      rectangle({ x: spot.x + index * side, y, width: side, height: side }, { fill }),
    ),
    rectangle(spot, { fill: 'none', stroke: ground.muted, 'stroke-width': stroke * 0.5 }),
  );
}

/** Draws the areas of objects, large ones first, so that they hide no smaller ones. */
export function drawAreas(
  areas: readonly PlacedElement[],
  ink: readonly Rect[],
  ground: Ground,
  scale: Scale,
): ProofNode[] {
  const size = ({ rect }: PlacedElement): number => rect.width * rect.height;
  return [...areas]
    .sort((a, b) => size(b) - size(a))
    .flatMap((area) => {
      const box = outline(area, ground, scale, { fill: area.color, 'fill-opacity': AREA_OPACITY });
      const palette = swatches(area, ground, scale, ink);
      return palette ? [box, palette] : [box];
    });
}

/** The color behind a text: the sheet's color, mixed with those of the areas on it. */
function behindText(text: PlacedElement, ground: string, areas: readonly PlacedElement[]): string {
  const { rect } = text;
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  return areas
    .filter((area) => holds(area.rect, x, y))
    .reduce((color, area) => mix(area.color, color, AREA_OPACITY), ground);
}

/** Draws the box of a text with its literal words in it. */
export function drawLettering(
  placed: PlacedElement,
  areas: readonly PlacedElement[],
  ground: Ground,
  scale: Scale,
): ProofNode {
  const { lettering } = placed;
  const dash = scale.stroke * 3.5;
  const box = outline(placed, ground, scale, {
    'stroke-dasharray': `${dash.toFixed(2)} ${(dash * 0.8).toFixed(2)}`,
  });
  if (!lettering) return shape('g', {}, box);
  const fill = letteringColor(placed.element.palette, behindText(placed, ground.fill, areas));
  return shape('g', {}, box, ...letteringLines(lettering, fill).map(textLine));
}
