import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

interface Roving {
  /** The key of the item that the Tab key reaches. The item must be in the page. */
  readonly tabStop: string | undefined;
  /** Moves the tab stop. Returns false for keys that do not move it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  readonly onFocusIn: (event: FocusEvent) => void;
}

/** The key of the item that an event happened to. */
export function keyOf(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement ? target.dataset['key'] : undefined;
}

/**
 * One tab stop for many buttons (elements with `data-key`): arrow keys, Home and End move between them. The tab stop is the
 * item that last had the focus, else the selected one, else the first. `more` requests all items while some are not known,
 * since until then the last one is not known either.
 */
export function useRoving(
  ref: RefObject<HTMLElement | null>,
  keys: readonly string[],
  chosen: string | undefined,
  more: (() => void) | null,
): Roving {
  const [focused, setFocused] = useState<string | undefined>();
  /** The item to focus as soon as it is in the page. */
  const wanted = useRef<string | undefined>(undefined);
  /** Whether to focus the last item as soon as it is known. */
  const wantsLast = useRef(false);
  const tabStop = [focused, chosen].find((key) => key !== undefined && keys.includes(key)) ?? keys[0];

  useLayoutEffect(() => {
    const { current: key } = wanted;
    wanted.current = undefined;
    if (key === undefined) return;
    ref.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  });

  useLayoutEffect(() => {
    if (!wantsLast.current || more) return;
    wantsLast.current = false;
    wanted.current = keys.at(-1);
    setFocused(wanted.current);
  }, [keys, more === null]);

  return {
    tabStop,
    onFocusIn: ({ target }) => setFocused((last) => keyOf(target) ?? last),
    onKeyDown: (event) => {
      const at = keys.indexOf(keyOf(event.target) ?? '');
      const step = STEPS[event.key];
      if (at < 0 || !step || event.ctrlKey || event.altKey || event.metaKey) return false;
      event.preventDefault();
      wantsLast.current = event.key === 'End' && more !== null;
      if (wantsLast.current) {
        more?.();
        return true;
      }
      wanted.current = keys[step(at, keys.length - 1)];
      setFocused(wanted.current);
      return true;
    },
  };
}
