import { useEffect, useState } from 'preact/hooks';

/** A page that is never at rest gets the rest, too; in milliseconds. */
const PATIENCE = 500;

/** False until the page has been painted and has nothing else to do: for what nobody misses in the first picture. */
export function useRest(): boolean {
  const [rests, setRests] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => setRests(true), { timeout: PATIENCE });
    return () => cancelIdleCallback(idle);
  }, []);
  return rests;
}
