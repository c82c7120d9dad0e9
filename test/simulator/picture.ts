import { readPrompt } from '../../src/prompt/model';
import { drawProof } from '../../src/proof/draw';
import type { ProofNode } from '../../src/proof/node';
import { toSvg } from '../../src/proof/svg';
import { hash } from './random';

/** The content of an image: enough to draw it again at any time. */
export interface Picture {
  readonly structuredPrompt: unknown;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

function node(
  tag: string,
  attributes: ProofNode['attributes'],
  ...children: ProofNode['children']
): ProofNode {
  return { tag, attributes, children };
}

/** A tint and a disc of light, determined by the seed: they distinguish the results of one task. */
function drawVariation({ width, height, seed }: Picture): ProofNode[] {
  const number = hash(String(seed));
  const hue = number % 360;
  const x = ((number >>> 9) % 1000) / 1000;
  const y = ((number >>> 19) % 1000) / 1000;
  const disc = { cx: x * width, cy: y * height, r: Math.min(width, height) * 0.3 };
  return [
    node('rect', { width, height, fill: `hsl(${hue}, 85%, 50%)`, 'fill-opacity': 0.16 }),
    node('circle', { ...disc, fill: `hsl(${(hue + 40) % 360}, 95%, 65%)`, 'fill-opacity': 0.22 }),
  ];
}

/** A label in the lower right corner that says the image is simulated. */
function drawMark({ width, height, seed }: Picture): ProofNode {
  const size = Math.sqrt(width * height) / 64;
  const label = `simulated · seed ${seed}`;
  const plate = { width: size * (label.length * 0.56 + 1), height: size * 1.8 };
  const left = width - plate.width;
  const top = height - plate.height;
  const center = { x: left + plate.width / 2, y: top + size * 1.25, 'text-anchor': 'middle' };
  return node(
    'g',
    {},
    node('rect', { x: left, y: top, ...plate, fill: '#000000', 'fill-opacity': 0.65 }),
    node('text', { ...center, 'font-family': 'sans-serif', 'font-size': size, fill: '#ffffff' }, label),
  );
}

/** The picture of a result as SVG: the layout proof of its prompt, varied by its seed and marked as simulated. */
export function drawPicture(picture: Picture): string {
  const proof = drawProof(readPrompt(picture.structuredPrompt), picture);
  return toSvg({ ...proof, children: [...proof.children, ...drawVariation(picture), drawMark(picture)] });
}
