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
  const images = [...part.querySelectorAll('img')];
  void Promise.allSettled(images.map((image) => image.decode())).then(() => {
    // The task after the frame that shows them.
    requestAnimationFrame(() => setTimeout(end));
  });
  return () => {
    over = true;
    clearTimeout(timer);
  };
}
