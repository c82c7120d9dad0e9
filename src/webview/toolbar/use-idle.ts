import { useEffect, useState } from 'preact/hooks';

/** A page that is never idle counts as idle after this many milliseconds. */
const TIMEOUT = 500;

/** False until the page has been painted and is idle: for things that the first paint does not need. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => setIdle(true), { timeout: TIMEOUT });
    return () => cancelIdleCallback(idle);
  }, []);
  return isIdle;
}
