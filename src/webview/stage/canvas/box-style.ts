/** The position and the content of a box, as styles. */
import { legalBox } from '../../../layout/boxes/legal';
import type { Frame } from '../../../layout/frame';
import type { Bbox } from '../../../prompt/model';
import { GRID } from '../../../prompt/shape';
import { area } from '../tools/hit';

/** The most colors of a palette that a box shows. */
const MAX_SWATCHES = 5;
/** In CSS pixels. */
const SWATCH_WIDTH = 9;
/** A box with a side shorter than this has no room for its palette; in CSS pixels. */
const PALETTE_ROOM = 60;

/** The position of a box, in percent of the frame, so that no box changes when the frame is zoomed. */
export function placed([top, left, bottom, right]: Bbox) {
  return {
    left: `${left / 10}%`,
    top: `${top / 10}%`,
    width: `${(right - left) / 10}%`,
    height: `${(bottom - top) / 10}%`,
  };
}

/** The same with a stacking order: smaller boxes lie above larger ones, and later ones above earlier ones of equal size. */
export function placedAmong(bbox: Bbox): string {
  const { left, top, width, height } = placed(bbox);
  const depth = GRID * GRID + 1 - area(legalBox(bbox));
  return `left:${left};top:${top};width:${width};height:${height};z-index:${depth}`;
}

function isSameSize(a: Bbox, b: Bbox): boolean {
  return a[2] - a[0] === b[2] - b[0] && a[3] - a[1] === b[3] - b[1];
}

/** Whether a preview only moves a box. If so, the box is shifted by a transform, the cheapest kind of change. */
export function isShift(bbox: Bbox | undefined, preview: Bbox | undefined): bbox is Bbox {
  return !!bbox && !!preview && isSameSize(bbox, preview) && bbox[2] !== bbox[0] && bbox[3] !== bbox[1];
}

/** The shift from one box to another of the same size, as a transform. */
export function shiftTo(preview: Bbox, bbox: Bbox): string {
  const x = ((preview[1] - bbox[1]) / (bbox[3] - bbox[1])) * 100;
  const y = ((preview[0] - bbox[0]) / (bbox[2] - bbox[0])) * 100;
  return `translate(${x}%, ${y}%)`;
}

/** Whether there is room for a palette in a box. `shown` is the frame in CSS pixels. */
export function hasPaletteRoom([top, left, bottom, right]: Bbox, shown: Frame): boolean {
  const width = ((right - left) * shown.width) / GRID;
  const height = ((bottom - top) * shown.height) / GRID;
  return width >= PALETTE_ROOM && height >= PALETTE_ROOM;
}

/** The colors of a palette (`#RRGGBB`) side by side, as one picture that the style sheet puts into a corner. */
export function swatches(palette: readonly string[]): string {
  const colors = palette.slice(0, MAX_SWATCHES);
  const stops = colors.map(
    (color, index) => `${color} ${index * SWATCH_WIDTH}px ${(index + 1) * SWATCH_WIDTH}px`,
  );
  const width = colors.length * SWATCH_WIDTH;
  return `--swatches:linear-gradient(to right,${stops.join()});--swatches-width:${width}px`;
}
