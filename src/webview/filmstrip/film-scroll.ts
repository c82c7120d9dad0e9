/** Automatic scrolling of the filmstrip, and scrolling by wheel. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RunView } from '../../protocol/run-view';
import { newestRun } from '../runs';
import type { FilmPlace } from './film-layout';
import { runIdOf } from './keys';

/** The height of a line, in CSS pixels, for wheels that count in lines. */
const LINE = 20;

/** Scrolls to new runs and to what was selected elsewhere, then calls `onScroll`. */
export function useAutoScroll(
  ref: RefObject<HTMLElement | null>,
  runs: readonly RunView[],
  places: readonly FilmPlace[],
  chosen: string | undefined,
  onScroll: () => void,
): void {
  const before = useRef(chosen);
  useLayoutEffect(() => {
    const element = ref.current;
    const hasChanged = before.current !== chosen;
    before.current = chosen;
    if (!element || chosen === undefined || !hasChanged) return;
    const place = places[runs.findIndex(({ id }) => id === runIdOf(chosen))];
    if (!place) return;
    const { scrollLeft, clientWidth } = element;
    const isInSight = place.left < scrollLeft + clientWidth && place.left + place.width > scrollLeft;
    if (!isInSight) element.scrollLeft = place.left - (places[0]?.left ?? 0);
    onScroll();
  }, [chosen]);

  const newest = newestRun(runs);
  const at = newest ? runs.indexOf(newest) : 0;
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollLeft = (places[at]?.left ?? 0) - (places[0]?.left ?? 0);
    onScroll();
  }, [newest?.id, at]);
}

/** Lets a vertical wheel scroll an element sideways. */
export function useSidewaysWheel(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const scroll = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaX !== 0 || element.scrollWidth <= element.clientWidth) return;
      event.preventDefault();
      element.scrollLeft += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
    };
    element.addEventListener('wheel', scroll, { passive: false });
    return () => element.removeEventListener('wheel', scroll);
  }, [ref]);
}
