/** Runs in both pages before their own scripts: what is measured is measured here, the same way in both. */
import { afterFrame, firstPaint, shown } from '../../lib/browser/frames';

/** A frame while a gesture is watched; all times are milliseconds of the page's own clock. */
export interface FrameRecord {
  /** When the frame's callbacks ran, and when its style, layout and paint were done. */
  readonly start: number;
  readonly end: number;
  /** How the chosen box is styled in it. */
  readonly style: string;
}

export interface GestureRecord {
  readonly frames: readonly FrameRecord[];
  /** From each move of the pointer to the end of the frame that answers it. */
  readonly moves: readonly number[];
  /** From the press to the end of the frame that answers it. */
  readonly press: number;
  /** What scripts did for each frame's moves before the frame began. */
  readonly work: readonly number[];
}

export interface Probe {
  /** From the beginning of the navigation until so many boxes were painted. */
  loaded(count: number): Promise<number>;
  /** Watches the pointer from the next press on. */
  watch(): void;
  /** What there was to see since. */
  taken(): GestureRecord;
  /** When the frame is done in which `isShown` is true for the first time, on the clock since the epoch. */
  shown(isShown: () => boolean): Promise<number>;
}

declare global {
  var probe: Probe;
}

const BOXES = '[data-element-index]';
class Watch {
  readonly frames: FrameRecord[] = [];
  readonly moves: number[] = [];
  readonly work: number[] = [];
  press = NaN;
  private pressed: number | undefined;
  private waiting: number[] = [];
  private began: number | undefined;
  private box: Element | null = null;
  private readonly ending = new AbortController();

  constructor() {
    const options = { capture: true, signal: this.ending.signal };
    window.addEventListener('pointerdown', ({ timeStamp }) => (this.pressed = timeStamp), options);
    window.addEventListener(
      'pointermove',
      (event) => {
        if (event.buttons === 0) return;
        this.began ??= performance.now();
        this.waiting.push(...event.getCoalescedEvents().map(({ timeStamp }) => timeStamp));
      },
      options,
    );
    requestAnimationFrame(() => this.frame());
  }

  end(): void {
    this.ending.abort();
  }

  private frame(): void {
    if (this.ending.signal.aborted) return;
    const start = performance.now();
    const { pressed, waiting, began } = this;
    this.pressed = undefined;
    this.waiting = [];
    this.began = undefined;
    if (began !== undefined) this.work.push(start - began);
    afterFrame((end) => {
      if (pressed !== undefined) {
        this.press = end - pressed;
        this.box = document.querySelector(`${BOXES}[aria-pressed="true"]`);
      }
      this.moves.push(...waiting.map((time) => end - time));
      if (this.box) this.frames.push({ start, end, style: this.box.getAttribute('style') ?? '' });
    });
    requestAnimationFrame(() => this.frame());
  }
}

let current: Watch | undefined;

globalThis.probe = {
  async loaded(count) {
    const painted = firstPaint();
    const there = await shown(() => document.querySelectorAll(BOXES).length === count);
    return Math.max(there - performance.timeOrigin, await painted);
  },
  watch() {
    current?.end();
    current = new Watch();
  },
  taken() {
    if (!current) throw new Error('Nothing was watched.');
    current.end();
    const { frames, moves, press, work } = current;
    return { frames, moves, press, work };
  },
  shown,
};
