import type { Rect } from '../../layout/rect';
import type { ImageOfRun } from '../runs';
import { ResultImage } from '../result-image';
import type { Viewing } from '../viewport/use-viewport';
import { isCoarse } from '../viewport/viewport';

/** The style that positions an element at a rectangle, in CSS pixels of its container. */
export function placedAt({ x, y, width, height }: Rect) {
  return { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
}

/** The size of an image's file if known, else the requested size. */
export function imageFrame({ run, result }: ImageOfRun) {
  return { width: result.width ?? run.width, height: result.height ?? run.height };
}

interface Props extends ImageOfRun {
  readonly viewing: Pick<Viewing, 'rect' | 'scale'>;
}

/** One image in its frame. */
export function ImageFrame({ viewing, run, result }: Props) {
  return (
    <div class="frame" style={placedAt(viewing.rect)}>
      <ResultImage
        key={`${run.id}/${result.index}`}
        run={run}
        result={result}
        opacity={1}
        coarse={isCoarse(viewing.scale)}
      />
    </div>
  );
}
