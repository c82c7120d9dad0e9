import { useMemo, useRef } from 'preact/hooks';
import { ACTION_IDS, type ActionId, actionOf, isPossible } from '../../protocol/run-actions';
import type { RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { platformOf } from '../parts/shortcut';
import { compareWith } from '../run-actions/page-actions';
import { type ActionContext, type ActionSubject, perform } from '../run-actions/perform';
import { isSameImage, shownImage, type StageContent } from '../runs';
import { subjectOf } from './keys';
import type { FilmActions } from './thumbnail';
import { keyOf } from './use-roving';

interface FilmContext extends ActionContext {
  readonly runs: readonly RunView[];
}

function choose(context: FilmContext, key: string, event: MouseEvent): void {
  const subject = subjectOf(context.runs, key);
  if (!subject) return;
  const { run, result } = subject;
  const isComparing = context.page.comparison.pair.value !== null;
  if (isComparing) compare(context, subject, event.shiftKey ? 'a' : 'b');
  else if ((event.ctrlKey || event.metaKey) && shownImage(context.content)) compare(context, subject, 'b');
  else context.post({ type: 'select', runId: run.id, index: result?.index ?? 0 });
}

function compare(context: FilmContext, { run, result }: ActionSubject, side: 'a' | 'b'): void {
  if (result?.state === 'ready') compareWith({ runId: run.id, index: result.index }, side, context);
}

/** Whether the image viewer shows an image now. */
function isInViewer({ content, page }: FilmContext, { run, result }: ActionSubject): boolean {
  const shown = shownImage(content);
  if (!page.isViewerOpen.value || !shown || !result) return false;
  return isSameImage(shown, { runId: run.id, index: result.index });
}

/** The actions of a key; the case of letters does not matter. */
function actionsOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): readonly ActionId[] {
  if (ctrlKey || metaKey || altKey) return [];
  // The browser reports the Delete key of a Mac's keyboard as Backspace.
  const isDelete = key === 'Backspace' && platformOf(navigator.userAgent) === 'mac';
  const pressed = (isDelete ? 'Delete' : key).toLowerCase();
  return ACTION_IDS.filter((id) => actionOf(id).key?.toLowerCase() === pressed);
}

function performByKey(id: ActionId, subject: ActionSubject, context: FilmContext, withShift: boolean): void {
  if (id === 'compareWithShown' && withShift) compare(context, subject, 'a');
  else if (id === 'viewAlone' && isInViewer(context, subject)) context.page.isViewerOpen.value = false;
  else perform(id, subject, context);
}

interface FilmHandlers {
  readonly actions: FilmActions;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** Handles what the user does in the filmstrip. */
export function useFilmActions(
  runs: readonly RunView[],
  content: StageContent,
  openMenu: FilmActions['openMenu'],
): FilmHandlers {
  const { text, post, page } = usePanel();
  // The actions stay the same object: new ones would cause all runs to be rendered again.
  const context = useRef<FilmContext>({ runs, content, text, post, page });
  context.current = { runs, content, text, post, page };
  const actions = useMemo<FilmActions>(
    () => ({
      openMenu,
      choose: (key, event) => choose(context.current, key, event),
      enlarge: (key) => {
        const { page: current, runs: all } = context.current;
        if (!current.comparison.pair.value && subjectOf(all, key)?.result) current.isViewerOpen.value = true;
      },
    }),
    [openMenu],
  );
  return {
    actions,
    onKey: (event) => {
      const subject = subjectOf(runs, keyOf(event.target) ?? '');
      const ids = actionsOf(event);
      if (!subject || ids.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      const id = ids.find((one) => isPossible(one, subject.run, subject.result));
      if (id) performByKey(id, subject, context.current, event.shiftKey);
    },
    onContextMenu: (event) => {
      const { target, clientX, clientY, button } = event;
      const place = target instanceof Element ? target.closest('.film-item, .card, .run') : null;
      const key = keyOf(place?.querySelector('[data-key]') ?? null);
      if (!place || key === undefined) return;
      event.preventDefault();
      // The menu key has no pointer position.
      openMenu(key, button === 2 ? new DOMRect(clientX, clientY) : place.getBoundingClientRect());
    },
  };
}
