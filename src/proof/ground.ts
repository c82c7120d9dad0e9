import type { PromptModel } from '../prompt/model';
import { luminance, mix, vividness } from './color';
import { type ProofNode, shape } from './node';
import type { Scale } from './scale';

/** The colors of the sheet that a proof is drawn on. */
export interface Ground {
  readonly fill: string;
  /** For the proof's own texts. */
  readonly ink: string;
  readonly muted: string;
}

const PAPER = '#f6f5f2';
const SLATE = '#14161b';

/** Whether the composition calls for a dark sheet, judging by the colors of its lettering, or else of its style. */
function isDark(model: PromptModel): boolean {
  let vote = 0;
  for (const { kind, bbox, palette } of model.elements) {
    const color = palette[0];
    if (kind !== 'text' || !bbox || color === undefined) continue;
    // Large lettering counts more than small print.
    vote += (luminance(color) > 0.4 ? 1 : -1) * Math.sqrt((bbox[2] - bbox[0]) * (bbox[3] - bbox[1]));
  }
  if (vote !== 0) return vote > 0;
  if (model.palette.length === 0) return false;
  const total = model.palette.reduce((sum, color) => sum + luminance(color), 0);
  return total / model.palette.length < 0.2;
}

/** Chooses a muted color of the style's palette for the sheet, or a neutral one. */
export function chooseGround(model: PromptModel): Ground {
  const dark = isDark(model);
  const neutral = dark ? SLATE : PAPER;
  const ordered = [...model.palette].sort((a, b) => luminance(a) - luminance(b));
  const tone = dark ? ordered[0] : ordered.at(-1);
  let fill = tone === undefined ? neutral : mix(tone, neutral, 0.6);
  for (let share = 0.5; share > 0.05 && tone !== undefined; share -= 0.1) {
    const quiet = vividness(fill) < (dark ? 40 : 24);
    if (quiet && (dark ? luminance(fill) < 0.025 : luminance(fill) > 0.78)) break;
    fill = mix(tone, neutral, share);
  }
  const ink = dark ? '#ffffff' : '#16181d';
  return { fill, ink: mix(ink, fill, 0.88), muted: mix(ink, fill, 0.64) };
}

/** Marks along the edges at every tenth of the frame, which show the grid of the boxes. */
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
