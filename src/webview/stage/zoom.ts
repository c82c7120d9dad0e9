import type { StageZoom } from '../../protocol/messages';

/** Pixels of air around an image that is shown whole. */
const AIR = 24;

interface Box {
  readonly width: number;
  readonly height: number;
}

/**
 * How many CSS pixels one pixel of the image takes on the stage. `fit`: the whole image inside the stage with air around
 * it. `full`: one image pixel is one device pixel.
 */
export function scaleOf(zoom: StageZoom, image: Box, stage: Box, pixelRatio: number): number {
  if (zoom === 'full') return 1 / pixelRatio;
  const fit = Math.min((stage.width - 2 * AIR) / image.width, (stage.height - 2 * AIR) / image.height);
  return Math.max(fit, 0);
}
