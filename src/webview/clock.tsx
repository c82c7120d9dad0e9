import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

const ClockContext = createContext(0);

/** Provides the current time, updated every second while `running`. Only components that use it are rendered again. */
export function Clock({
  running,
  children,
}: {
  readonly running: boolean;
  readonly children: ComponentChildren;
}) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return undefined;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [running]);
  return <ClockContext.Provider value={now}>{children}</ClockContext.Provider>;
}

/** The time in milliseconds since the epoch, at most a second old while something is running. */
export function useNow(): number {
  return useContext(ClockContext);
}
