import { useMemo, useRef } from 'preact/hooks';
import type { RunView } from '../../protocol/run-view';
import { type Post, usePanel } from '../context';
import { viewAlone } from '../run-actions/view-alone';
import type { Review } from '../review';
import { isSameImage, shownImage, type StageContent } from '../runs';
import { type FilmSubject, subjectOf } from './keys';
import type { FilmActions } from './thumbnail';
import { keyOf } from './use-roving';

interface Ground {
  readonly runs: readonly RunView[];
  readonly content: StageContent;
  readonly post: Post;
  readonly review: Review;
}

/** Puts an image beside the one that is shown, or in the place of one of the two that are compared. */
function compareWith({ content, review }: Omit<Ground, 'runs'>, subject: FilmSubject, side: 'a' | 'b'): void {
  const { run, result } = subject;
  const { comparison } = review;
  if (result?.state !== 'ready') return;
  const image = { runId: run.id, index: result.index };
  const shown = shownImage(content);
  if (comparison.pair.value) comparison.choose(side, image);
  else if (shown) comparison.begin(shown, image);
}

function choose(ground: Ground, key: string, event: MouseEvent): void {
  const subject = subjectOf(ground.runs, key);
  if (!subject) return;
  const { run, result } = subject;
  const isComparing = ground.review.comparison.pair.value !== null;
  if (isComparing) compareWith(ground, subject, event.shiftKey ? 'a' : 'b');
  else if ((event.ctrlKey || event.metaKey) && shownImage(ground.content)) compareWith(ground, subject, 'b');
  else ground.post({ type: 'select', runId: run.id, index: result?.index ?? 0 });
}

/** What a key does with what it was pressed at; letters without regard to capitals. */
const KEYS: Readonly<Record<string, (ground: Ground, subject: FilmSubject, event: KeyboardEvent) => void>> = {
  f: ({ post }, { run, result }) => {
    if (!result) return;
    post({ type: 'setFavorite', runId: run.id, index: result.index, favorite: !result.favorite });
  },
  n: ({ post }, { run, result }) => {
    if (result) post({ type: 'editNote', runId: run.id, index: result.index });
  },
  c: (ground, subject, event) => compareWith(ground, subject, event.shiftKey ? 'a' : 'b'),
  v: ({ content, post, review }, { run, result }) => {
    if (result?.state !== 'ready') return;
    const image = { runId: run.id, index: result.index };
    const shown = shownImage(content);
    const isShown = shown !== null && isSameImage(shown, image);
    if (isShown && review.alone.value) review.alone.value = false;
    else viewAlone({ content, post, review }, image);
  },
  delete: ({ post }, { run }) => {
    if (!run.active) post({ type: 'deleteRun', runId: run.id });
  },
};

interface FilmHandlers {
  readonly actions: FilmActions;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** What a person does in the filmstrip. */
export function useFilmActions(
  runs: readonly RunView[],
  content: StageContent,
  openMenu: FilmActions['openMenu'],
): FilmHandlers {
  const { post, review } = usePanel();
  // The actions stay the same: with new ones all runs would be drawn again.
  const ground = useRef<Ground>({ runs, content, post, review });
  ground.current = { runs, content, post, review };
  const actions = useMemo<FilmActions>(
    () => ({
      openMenu,
      choose: (key, event) => choose(ground.current, key, event),
      enlarge: (key) => {
        const { review: current, runs: all } = ground.current;
        if (!current.comparison.pair.value && subjectOf(all, key)?.result) current.alone.value = true;
      },
    }),
    [openMenu],
  );
  return {
    actions,
    onKey: (event) => {
      const { ctrlKey, metaKey, altKey, key, target } = event;
      const subject = subjectOf(runs, keyOf(target) ?? '');
      const act = KEYS[key.toLowerCase()];
      if (!subject || !act || ctrlKey || metaKey || altKey) return;
      event.preventDefault();
      event.stopPropagation();
      act(ground.current, subject, event);
    },
    onContextMenu: (event) => {
      const { target, clientX, clientY, button } = event;
      const place = target instanceof Element ? target.closest('.film-item, .card, .run') : null;
      const key = keyOf(place?.querySelector('[data-key]') ?? null);
      if (!place || key === undefined) return;
      event.preventDefault();
      // The menu key comes without a place.
      openMenu(key, button === 2 ? new DOMRect(clientX, clientY) : place.getBoundingClientRect());
    },
  };
}
