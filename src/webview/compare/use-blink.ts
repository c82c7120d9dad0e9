import { useEffect, useState } from 'preact/hooks';

/** In seconds. There are never more than three changes in a second. */
export const INTERVALS = { least: 0.4, most: 3, step: 0.1 } as const;

/** Whether the user has set the system or the editor to reduce motion. */
export function wantsNoMotion(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches ||
    document.body.classList.contains('vscode-reduce-motion')
  );
}

export interface Blinking {
  readonly shown: 'a' | 'b';
  readonly playing: boolean;
  readonly seconds: number;
  readonly setSeconds: (seconds: number) => void;
  readonly play: (playing: boolean) => void;
  /** Shows one of the two, and pauses. */
  readonly show: (side: 'a' | 'b') => void;
}

/** Alternates between two images: automatically while `on`, or by hand. */
export function useBlink(on: boolean): Blinking {
  const [playing, play] = useState(() => !wantsNoMotion());
  const [shown, setShown] = useState<'a' | 'b'>('a');
  const [seconds, setSeconds] = useState(0.7);
  useEffect(() => {
    if (!on || !playing) return undefined;
    const timer = setInterval(() => setShown((now) => (now === 'a' ? 'b' : 'a')), seconds * 1000);
    return () => clearInterval(timer);
  }, [on, playing, seconds]);
  return {
    shown,
    playing,
    seconds,
    setSeconds,
    play,
    show: (side) => {
      play(false);
      setShown(side);
    },
  };
}
