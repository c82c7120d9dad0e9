import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RunView, ImageRef, UnreadableRunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { resultKey, type StageContent } from '../runs';
import { UnreadableCard } from './cards';
import { type FilmPlace, FilmRuler, placesBetween } from './film-layout';
import { FilmMenu } from './film-menu';
import { filmKeys, runIdOf, shownKey } from './keys';
import { RunGroup } from './run-group';
import { useFilmActions } from './use-film-actions';
import { useAutoScroll, useSidewaysWheel } from './film-scroll';
import { useFilmWindow } from './film-window';
import { useMeasure, useThumbnailSide } from './measure';
import { useRoving } from './use-roving';

interface Props {
  /** The runs to show, newest first. */
  readonly runs: readonly RunView[];
  /** How many runs the host has not sent yet. */
  readonly older: number;
  readonly unreadable: readonly UnreadableRunView[];
  readonly content: StageContent;
  /** Called when the first images are painted. */
  readonly onPainted: () => void;
  /** Requests some older runs, or all. */
  readonly onMore: (all: boolean) => void;
}

/**
 * Shows runs side by side, as one tab stop: arrow keys move through everything that can be selected. Only the runs near the
 * visible part and the run with the tab stop are in the page.
 */
export function Film({ runs, older, unreadable, content, onPainted, onMore }: Props) {
  const { text, page } = usePanel();
  const ref = useRef<HTMLDivElement>(null);
  const side = useThumbnailSide();
  const measure = useMeasure();
  const ruler = useMemo(() => new FilmRuler(text, side, measure), [text, side, measure]);
  const { length: others } = unreadable;
  const { places, width } = useMemo(() => ruler.layout(runs, others), [ruler, runs, others]);
  const keys = useMemo(() => filmKeys(runs), [runs]);
  const chosen = shownKey(content);
  const { tabStop, onKeyDown, onFocusIn } = useRoving(
    ref,
    keys,
    chosen,
    older > 0 ? () => onMore(true) : null,
  );
  const [{ left, right }, updateWindow] = useFilmWindow(ref, onPainted);
  const [menu, setMenu] = useState<{ readonly key: string; readonly at: DOMRect } | null>(null);
  const openMenu = useCallback((key: string, at: DOMRect) => setMenu({ key, at }), []);
  const { actions, onKey, onContextMenu } = useFilmActions(runs, content, openMenu);
  const pair = page.comparison.pair.value;
  useSidewaysWheel(ref);
  useAutoScroll(ref, runs, places, chosen, updateWindow);

  const isNearEnd = right >= width;
  useEffect(() => {
    if (isNearEnd && older > 0) onMore(false);
  }, [isNearEnd, older]);

  const [from, to] = placesBetween(places, left, right);
  const stop = tabStop === undefined ? -1 : runs.findIndex(({ id }) => id === runIdOf(tabStop));
  const marks = { chosen, tabStop, a: keyOf(pair?.a), b: keyOf(pair?.b) };
  return (
    <>
      <div
        ref={ref}
        class="film-scroll"
        data-testid="film"
        onKeyDown={(event) => onKeyDown(event) || onKey(event)}
        onFocusIn={onFocusIn}
        onContextMenu={onContextMenu}
      >
        <div class="film-track" style={{ width: `${width}px` }}>
          {drawnRuns(from, Math.min(to, runs.length), stop).map((at) => {
            const [run, place] = [runs[at], places[at]];
            if (!run || !place) return null;
            return (
              <RunGroup
                key={run.id}
                run={run}
                {...place}
                ruler={ruler}
                {...marksOf(run, marks)}
                actions={actions}
              />
            );
          })}
          {unreadable.map(({ id }, index) => {
            const at = runs.length + index;
            return at >= from && at < to && <Unreadable key={id} id={id} place={places[at]} />;
          })}
        </div>
      </div>
      {menu && (
        <FilmMenu
          runs={runs}
          content={content}
          name={menu.key}
          at={menu.at}
          onClose={() => {
            setMenu(null);
            ref.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(menu.key)}"]`)?.focus();
          }}
        />
      )}
    </>
  );
}

function keyOf(image: ImageRef | undefined): string | undefined {
  return image && resultKey(image.runId, image.index);
}

/** The indices from `from` up to but not including `to`, plus `stray` unless it is -1, in ascending order. */
function drawnRuns(from: number, to: number, stray: number): readonly number[] {
  const stretch = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (stray < 0 || (stray >= from && stray < to)) return stretch;
  return stray < from ? [stray, ...stretch] : [...stretch, stray];
}

type Marks = Readonly<Record<'chosen' | 'tabStop' | 'a' | 'b', string | undefined>>;

/** Only those marks that are in this run, so that other runs are not rendered again when a mark moves. */
function marksOf({ id }: RunView, { chosen, tabStop, a, b }: Marks): Marks {
  const own = (key: string | undefined) => (key !== undefined && runIdOf(key) === id ? key : undefined);
  return { chosen: own(chosen), tabStop: own(tabStop), a: own(a), b: own(b) };
}

function Unreadable({ id, place }: UnreadableRunView & { readonly place: FilmPlace | undefined }) {
  const { text } = usePanel();
  return (
    <div class="run" style={{ left: `${place?.left ?? 0}px` }}>
      <div class="run-head">{text('unreadable')}</div>
      <UnreadableCard id={id} />
    </div>
  );
}
