/** Detects when the browser has finished a frame. */

const channel = new MessageChannel();
const ends: ((time: number) => void)[] = [];
channel.port1.onmessage = () => ends.shift()?.(performance.now());

/** Calls `end` when style, layout and paint of this frame are done: a message arrives right after them. */
export function afterFrame(end: (time: number) => void): void {
  ends.push(end);
  channel.port2.postMessage(null);
}

/** The time when the first frame is done in which `isShown` is true, since the epoch. */
export function shown(isShown: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (isShown()) afterFrame((time) => resolve(performance.timeOrigin + time));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** The time when the browser presented the first frame with content; a page may show more later. */
export function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (!entry) return;
      observer.disconnect();
      resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
}
