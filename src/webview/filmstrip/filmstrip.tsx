import { useCallback, useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { type FilmFilter, NO_FILTER } from '../../protocol/film-filter';
import type { RunView, UnreadableRunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import type { StageContent } from '../runs';
import { Film } from './film';
import { FilmHead } from './film-head';
import { filterRuns, hiddenCount, isFiltering } from './filter';

interface Props {
  /** The runs that the host has sent, newest first. */
  readonly runs: readonly RunView[];
  /** How many runs the host has not sent yet. */
  readonly older: number;
  readonly unreadable: readonly UnreadableRunView[];
  readonly content: StageContent;
  readonly filter: FilmFilter;
  readonly onFilter: (filter: FilmFilter) => void;
  /** Called when the first images are painted, or if there are none. */
  readonly onPainted: () => void;
}

const NONE: readonly UnreadableRunView[] = [];

/** The runs of the document that pass the filter. Older ones are requested as they come near the visible part. */
export function Filmstrip({ runs, older, unreadable, content, filter, onFilter, onPainted }: Props) {
  const { text, page, post } = usePanel();
  const pair = page.comparison.pair.value;
  const shown = useMemo(() => filterRuns(runs, filter), [runs, filter]);
  const hidden = useMemo(() => hiddenCount(runs, shown), [runs, shown]);
  const askFor = (all: boolean) => post({ type: 'moreRuns', all });
  const askForAll = useCallback(() => {
    if (older > 0) askFor(true);
  }, [older, post]);
  // Any of the older runs may pass the filter.
  const filtering = isFiltering(filter);
  useEffect(() => {
    if (filtering) askForAll();
  }, [filtering, askForAll]);
  const isEmpty = shown.length + unreadable.length === 0;
  useLayoutEffect(() => {
    if (isEmpty) onPainted();
  }, [isEmpty]);
  return (
    <section class={pair ? 'film comparing' : 'film'} aria-label={text('filmstrip')}>
      {runs.length > 0 && (
        <FilmHead runs={runs} filter={filter} hidden={hidden} onAll={askForAll} onFilter={onFilter} />
      )}
      {isEmpty ? (
        <p class="film-empty">
          {text(runs.length === 0 ? 'noRuns' : 'filterNothing')}{' '}
          {runs.length > 0 && (
            <LinkButton onClick={() => onFilter(NO_FILTER)}>{text('filterClear')}</LinkButton>
          )}
        </p>
      ) : (
        <Film
          runs={shown}
          older={older}
          // Unreadable runs are shown after the oldest run.
          unreadable={older > 0 ? NONE : unreadable}
          content={content}
          onPainted={onPainted}
          onMore={askFor}
        />
      )}
    </section>
  );
}
