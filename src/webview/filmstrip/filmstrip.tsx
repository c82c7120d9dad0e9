import { useMemo } from 'preact/hooks';
import { type FilmFilter, NO_FILTER } from '../../protocol/film-filter';
import type { RunView } from '../../protocol/messages';
import type { UnreadableRunView } from '../../protocol/review';
import { useCell } from '../cell';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import type { StageContent } from '../runs';
import { Film } from './film';
import { FilmHead } from './film-head';
import { filterRuns, hiddenCount } from './filter';

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly unreadable: readonly UnreadableRunView[];
  readonly content: StageContent;
  readonly filter: FilmFilter;
  readonly onFilter: (filter: FilmFilter) => void;
}

/** All runs of the document, as far as the filter lets them through. */
export function Filmstrip({ runs, unreadable, content, filter, onFilter }: Props) {
  const { text, review } = usePanel();
  const pair = useCell(review.comparison.pair);
  const shown = useMemo(() => filterRuns(runs, filter), [runs, filter]);
  const hidden = useMemo(() => hiddenCount(runs, shown), [runs, shown]);
  return (
    <section class={pair ? 'film comparing' : 'film'} aria-label={text('filmstrip')}>
      {runs.length > 0 && <FilmHead runs={runs} filter={filter} hidden={hidden} onFilter={onFilter} />}
      {shown.length + unreadable.length > 0 ? (
        <Film runs={shown} unreadable={unreadable} content={content} />
      ) : (
        <p class="film-empty">
          {text(runs.length === 0 ? 'noRuns' : 'filterNothing')}{' '}
          {runs.length > 0 && (
            <LinkButton onClick={() => onFilter(NO_FILTER)}>{text('filterClear')}</LinkButton>
          )}
        </p>
      )}
    </section>
  );
}
