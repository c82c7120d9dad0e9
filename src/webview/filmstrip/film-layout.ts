/** Computes the layout of the filmstrip without drawing it, so that what is not visible need not be in the page. */
import type { ErrorView, RunView } from '../../protocol/run-view';
import type { Text } from '../context';
import { distinctErrors, isStopped, settledResults } from '../runs';
import { runHead } from '../labels';

/** The width of text in the small font of the filmstrip, in CSS pixels. */
export type Measure = (words: string, weight: 'normal' | 'bold') => number;

/** The position of one run, in CSS pixels. */
export interface FilmPlace {
  readonly left: number;
  readonly width: number;
}

interface FilmLayout {
  readonly places: readonly FilmPlace[];
  /** Of the entire film. */
  readonly width: number;
}

/** Gaps: between runs, between images, and before and after everything. */
const RUN_GAP = 18;
export const IMAGE_GAP = 8;
const EDGE = 12;
/** Gaps in the heading of a run: between its words, and before a link. */
const WORD_GAP = 6;
const LINK_GAP = 12;
/** The least width of a placeholder, which says what it waits for. */
const WAITING = 60;
/** Below this width a seed would be illegible; the tooltip still shows it. */
const CAPTIONED = 70;
export const CARD = 220;
const WIDEST_CARD = 300;
/** The padding beside a card's title. */
const CARD_PADDING = 25;

/** Measures how wide each run is, and remembers the result as long as the run does not change. */
export class FilmRuler {
  private readonly widths = new WeakMap<RunView, number>();
  private readonly text: Text;
  /** The height of a thumbnail. */
  private readonly side: number;
  private readonly measure: Measure;

  constructor(text: Text, side: number, measure: Measure) {
    this.text = text;
    this.side = side;
    this.measure = measure;
  }

  /** Lays out the runs one after the other, followed by the given number of unreadable ones. */
  layout(runs: readonly RunView[], unreadable: number): FilmLayout {
    const widths = [
      ...runs.map((run) => this.widthOf(run)),
      ...Array.from({ length: unreadable }, () => CARD),
    ];
    let left = EDGE;
    const places = widths.map((width) => {
      const place = { left, width };
      left += width + RUN_GAP;
      return place;
    });
    return { places, width: left - RUN_GAP + EDGE };
  }

  /** The width of an error's card: the width of its title, within bounds. */
  cardWidth({ title }: ErrorView): number {
    const wanted = Math.ceil(this.measure(title, 'bold')) + CARD_PADDING;
    return Math.min(WIDEST_CARD, Math.max(CARD, wanted));
  }

  /** Whether the images of a run are wide enough for captions. */
  hasCaptions(run: RunView): boolean {
    return this.imageWidth(run) > CAPTIONED;
  }

  private imageWidth({ width, height }: RunView): number {
    return (this.side * width) / height;
  }

  private widthOf(run: RunView): number {
    const known = this.widths.get(run);
    if (known !== undefined) return known;
    const width = Math.ceil(Math.max(this.headWidth(run), this.imagesWidth(run)));
    this.widths.set(run, width);
    return width;
  }

  private headWidth(run: RunView): number {
    const { time, summary, action } = runHead(this.text, run);
    const words = this.measure(time, 'bold') + WORD_GAP + this.measure(summary, 'normal');
    return action === undefined ? words : words + LINK_GAP + this.measure(this.text(action), 'bold');
  }

  private imagesWidth(run: RunView): number {
    const image = this.imageWidth(run);
    const settled = settledResults(run).map(() => image);
    const waiting = run.active
      ? run.results.filter(({ state }) => state === 'pending').map(() => Math.max(WAITING, image))
      : [];
    const errors = distinctErrors(run);
    const cards = run.active ? [] : errors.map((error) => this.cardWidth(error));
    const stopped = isStopped(run) && errors.length === 0 ? [CARD] : [];
    const all = [...settled, ...waiting, ...stopped, ...cards];
    return all.reduce((sum, width) => sum + width + IMAGE_GAP, -IMAGE_GAP);
  }
}

/** The index of the first run that ends beyond a position. */
function firstBeyond(places: readonly FilmPlace[], x: number): number {
  let low = 0;
  for (let high = places.length; low < high;) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place && place.left + place.width < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The range of runs that are at least partly between two positions; the end is exclusive. */
export function placesBetween(
  places: readonly FilmPlace[],
  left: number,
  right: number,
): readonly [from: number, to: number] {
  const from = firstBeyond(places, left);
  let to = from;
  while ((places[to]?.left ?? Infinity) <= right) to++;
  return [from, to];
}
