import { mix } from './color';
import type { Ground } from './ground';
import type { ProofNode } from './node';
import type { Scale } from './scale';
import { shape } from './shape';

/** Marks along the edges at every tenth of the frame: the grid that boxes are given on. */
export function drawRuler({ frame, margin, stroke }: Scale, ground: Ground): ProofNode {
  const { width, height } = frame;
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  let path = '';
  for (let tenth = 1; tenth < 10; tenth++) {
    const length = hundredths(margin * (tenth === 5 ? 0.6 : 0.3));
    const x = hundredths((tenth * width) / 10);
    const y = hundredths((tenth * height) / 10);
    path += `M${x} 0v${length}M${x} ${height}v${-length}M0 ${y}h${length}M${width} ${y}h${-length}`;
  }
  return shape('path', {
    d: path,
    fill: 'none',
    stroke: mix(ground.ink, ground.fill, 0.3),
    'stroke-width': stroke,
  });
}
