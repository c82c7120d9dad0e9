/** Where everything stands in the filmstrip, worked out without drawing it: what is out of sight need not be in the page. */
import type { ErrorView, RunView } from '../../protocol/run-view';
import type { Text } from '../context';
import { distinctErrors, isStopped, settledResults } from '../runs';
import { runHead } from '../labels';

/** The width of words in the small print of the filmstrip, in CSS pixels. */
export type Measure = (words: string, weight: 'normal' | 'bold') => number;

/** Where one run stands, in CSS pixels. */
export interface FilmPlace {
  readonly left: number;
  readonly width: number;
}

interface FilmLayout {
  readonly places: readonly FilmPlace[];
  /** Of the whole film. */
  readonly width: number;
}

/** Of everything: between runs, between images, and before and after it all. */
const RUN_GAP = 18;
export const IMAGE_GAP = 8;
const EDGE = 12;
/** Of the words above a run, and before a link among them. */
const WORD_GAP = 6;
const LINK_GAP = 12;
/** A place that waits says what it waits for. */
const WAITING = 60;
/** On less a seed is not to be read: the title still says it. */
const CAPTIONED = 70;
export const CARD = 220;
const WIDEST_CARD = 300;
/** Beside the title of a card. */
const CARD_PADDING = 25;

/** Knows how wide each run is; what it has measured it knows for as long as the run stays the same. */
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

  /** The runs one after the other, and then so many that cannot be read. */
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

  /** The width of the card of a failure: that of its title, within bounds. */
  cardWidth({ title }: ErrorView): number {
    const wanted = Math.ceil(this.measure(title, 'bold')) + CARD_PADDING;
    return Math.min(WIDEST_CARD, Math.max(CARD, wanted));
  }

  /** Whether the images of a run are wide enough for words on them. */
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

/** The first place that ends beyond a point. */
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

/** The places that are between two points, at least in part: from the first to before the last. */
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
