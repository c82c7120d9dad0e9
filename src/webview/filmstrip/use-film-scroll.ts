import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RunView } from '../../protocol/run-view';
import { newestRun } from '../runs';
import type { FilmPlace } from './film-layout';
import { runIdOf } from './keys';

/** Brings into sight what is new, and what was chosen elsewhere. `look` says that the film was scrolled. */
export function useFilmScroll(
  ref: RefObject<HTMLElement | null>,
  runs: readonly RunView[],
  places: readonly FilmPlace[],
  chosen: string | undefined,
  look: () => void,
): void {
  const before = useRef(chosen);
  useLayoutEffect(() => {
    const element = ref.current;
    const isChosenAnew = before.current !== chosen;
    before.current = chosen;
    if (!element || chosen === undefined || !isChosenAnew) return;
    const place = places[runs.findIndex(({ id }) => id === runIdOf(chosen))];
    if (!place) return;
    const { scrollLeft, clientWidth } = element;
    const isInSight = place.left < scrollLeft + clientWidth && place.left + place.width > scrollLeft;
    if (!isInSight) element.scrollLeft = place.left - (places[0]?.left ?? 0);
    look();
  }, [chosen]);

  const newest = newestRun(runs);
  const at = newest ? runs.indexOf(newest) : 0;
  useLayoutEffect(() => {
    if (ref.current) ref.current.scrollLeft = (places[at]?.left ?? 0) - (places[0]?.left ?? 0);
    look();
  }, [newest?.id, at]);
}
