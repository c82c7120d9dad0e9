/** Runs in both pages before their own scripts: what is measured is measured here, the same way in both. */
import { afterFrame, shown } from '../../lib/browser/frames';

/** A frame while the film is scrolled. */
export interface ScrollFrame {
  /** How far it is scrolled, in CSS pixels. */
  readonly left: number;
  /** Whether a thumbnail that is in sight is not loaded. */
  readonly gap: boolean;
}

/** What a press comes to. */
export interface SwitchRecord {
  /** Frames until it shows: one where the next frame does. */
  readonly frames: number;
  /** From the event to the end of that frame, in milliseconds. */
  readonly paint: number;
}

export interface Probe {
  /** From the beginning of the navigation until so many thumbnails are in sight and painted, in milliseconds. */
  film(count: number): Promise<number>;
  /** Watches the film from now on. */
  watch(): void;
  /** Its frames since. */
  watched(): readonly ScrollFrame[];
  /** Waits for the next click, and for the frame in which there is something that answers to a selector. */
  switched(selector: string): Promise<SwitchRecord>;
  /** From each click since the last call until the browser has presented the frame that answers it, where that took 16 ms or more. */
  presented(): readonly number[];
  /** When all images of a part of the page are loaded and decoded. */
  decoded(selector: string): Promise<void>;
}

declare global {
  var probe: Probe;
}

const FILM = '[data-testid="film"]';

function thumbnailsInSight(): readonly HTMLImageElement[] {
  const film = document.querySelector(FILM);
  if (!film) return [];
  const { left, right } = film.getBoundingClientRect();
  return [...film.querySelectorAll('img')].filter((image) => {
    const place = image.getBoundingClientRect();
    return place.right > left && place.left < right;
  });
}

function isLoaded({ complete, naturalWidth }: HTMLImageElement): boolean {
  return complete && naturalWidth > 0;
}

/** When the browser presented each image for the first time, whole, in milliseconds since the navigation. */
const painted = new WeakMap<Element, number>();

interface ElementTiming extends PerformanceEntry {
  readonly renderTime: number;
  readonly element: Element | null;
}

new PerformanceObserver((list) => {
  for (const { element, renderTime } of list.getEntries() as ElementTiming[]) {
    if (element) painted.set(element, renderTime);
  }
}).observe({ type: 'element', buffered: true });

// The browser tells of those images alone that ask for it, before they are painted.
new MutationObserver((records) => {
  for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (!(node instanceof HTMLElement)) continue;
    for (const image of [node, ...node.querySelectorAll('img')]) image.setAttribute('elementtiming', '');
  }
}).observe(document, { childList: true, subtree: true });

/** Looks at the film in each frame, when the frame is done. */
class Watch {
  readonly frames: ScrollFrame[] = [];
  private ended = false;

  constructor() {
    requestAnimationFrame(() => this.frame());
  }

  end(): readonly ScrollFrame[] {
    this.ended = true;
    return this.frames;
  }

  private frame(): void {
    if (this.ended) return;
    const left = document.querySelector(FILM)?.scrollLeft ?? NaN;
    afterFrame(() => this.frames.push({ left, gap: !thumbnailsInSight().every(isLoaded) }));
    requestAnimationFrame(() => this.frame());
  }
}

let current: Watch | undefined;
let presented: number[] = [];

new PerformanceObserver((list) => {
  presented.push(...list.getEntriesByName('click').map(({ duration }) => duration));
}).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);

globalThis.probe = {
  async film(count) {
    await shown(() => {
      const images = thumbnailsInSight();
      return images.length === count && images.every((image) => painted.has(image));
    });
    return Math.max(...thumbnailsInSight().map((image) => painted.get(image) ?? NaN));
  },
  watch() {
    current?.end();
    current = new Watch();
  },
  watched() {
    if (!current) throw new Error('Nothing was watched.');
    return current.end();
  },
  switched: (selector) =>
    new Promise((resolve) => {
      const onClick = ({ timeStamp }: MouseEvent) => {
        let frames = 0;
        const look = () => {
          frames++;
          if (!document.querySelector(selector)) {
            requestAnimationFrame(look);
            return;
          }
          afterFrame((end) => resolve({ frames, paint: end - timeStamp }));
        };
        requestAnimationFrame(look);
      };
      window.addEventListener('click', onClick, { once: true, capture: true });
    }),
  presented() {
    const all = presented;
    presented = [];
    return all;
  },
  async decoded(selector) {
    const images = [...document.querySelectorAll<HTMLImageElement>(`${selector} img`)];
    await shown(() => images.every(isLoaded));
    await Promise.all(images.map((image) => image.decode()));
  },
};
