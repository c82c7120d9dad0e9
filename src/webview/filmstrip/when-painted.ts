/** Images that do not come are waited for no longer than this; in milliseconds. */
const PATIENCE = 500;

/** Calls once when the images of a part of the page are loaded and painted. Returns what gives the waiting up. */
export function whenPainted(part: Element, call: () => void): () => void {
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    call();
  };
  const timer = setTimeout(end, PATIENCE);
  void Promise.all([...part.querySelectorAll('img')].map(isLoaded)).then(() => {
    // The task after the frame that shows them.
    requestAnimationFrame(() => setTimeout(end));
  });
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** Loaded, or known not to be there; not decoded, which the first frame does and is not to do twice. */
function isLoaded(image: HTMLImageElement): Promise<unknown> {
  if (image.complete) return Promise.resolve();
  return new Promise((resolve) => {
    for (const end of ['load', 'error']) image.addEventListener(end, resolve, { once: true });
  });
}
