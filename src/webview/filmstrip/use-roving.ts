import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

interface Roving {
  /** The one name that the Tab key reaches. */
  readonly tabStop: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
}

/**
 * One tab stop for many buttons (elements with `data-key`): arrow keys, Home and End move between them. The stop is where
 * the focus was last, else at what is chosen, else at the first.
 */
export function useRoving(
  ref: RefObject<HTMLElement | null>,
  keys: readonly string[],
  chosen: string | undefined,
): Roving {
  const [focused, setFocused] = useState<string | undefined>();
  const tabStop = [focused, chosen].find((key) => key !== undefined && keys.includes(key)) ?? keys[0];

  const keyOf = (target: EventTarget | null) =>
    target instanceof HTMLElement ? target.dataset['key'] : undefined;

  return {
    tabStop,
    onFocusIn: ({ target }) => setFocused((last) => keyOf(target) ?? last),
    onKeyDown: (event) => {
      const at = keys.indexOf(keyOf(event.target) ?? '');
      const step = STEPS[event.key];
      if (at < 0 || !step || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const next = keys[step(at, keys.length - 1)];
      const buttons = ref.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [];
      [...buttons].find((button) => keyOf(button) === next)?.focus();
    },
  };
}
