import { useEffect } from 'preact/hooks';
import { type FilmFilter, NO_FILTER } from '../../protocol/film-filter';
import type { RunView } from '../../protocol/run-view';
import { SPEEDS } from '../../protocol/options';
import { usePanel } from '../context';
import { MenuButton, MenuCheck, MenuItem } from '../parts/menu';
import { speedName } from '../labels';
import { isFiltering, sizesOf } from './filter';

interface Props {
  /** The runs that the host has sent. */
  readonly runs: readonly RunView[];
  /** Requests all runs. */
  readonly onAll: () => void;
  readonly filter: FilmFilter;
  readonly hidden: number;
  readonly onFilter: (filter: FilmFilter) => void;
}

/** The filter's menu beside the runs, and how much the filter hides. */
export function FilmHead(props: Props) {
  const { filter, hidden } = props;
  const { text } = usePanel();
  const filtering = isFiltering(filter);
  return (
    <div class={filtering ? 'film-head filtering' : 'film-head'}>
      <MenuButton
        label={filtering ? text('filterOn', hidden) : text('filter')}
        icon={filtering ? 'filter-filled' : 'filter'}
        testId="filter"
      >
        {(close) => <FilterMenu {...props} close={close} />}
      </MenuButton>
      {filtering && (
        <span class="film-hidden" title={text('filterOn', hidden)} data-testid="hidden">
          −{hidden}
        </span>
      )}
    </div>
  );
}

function FilterMenu({ runs, filter, onAll, onFilter, close }: Props & { readonly close: () => void }) {
  const { text } = usePanel();
  // To list all sizes, all runs must be known.
  useEffect(onAll, [onAll]);
  const change = (changed: Partial<FilmFilter>) => onFilter({ ...filter, ...changed });
  const sizes = sizesOf(runs);
  return (
    <>
      <MenuCheck
        label={text('filterFavorites')}
        checked={filter.favorite}
        onClick={() => change({ favorite: !filter.favorite })}
      />
      <MenuCheck
        label={text('filterFailed')}
        checked={filter.failed}
        onClick={() => change({ failed: !filter.failed })}
      />
      <hr />
      <div role="group" aria-label={text('speed')}>
        {[null, ...SPEEDS].map((speed) => (
          <MenuCheck
            key={String(speed)}
            radio
            label={speed === null ? text('filterAnySpeed') : speedName(text, speed)}
            checked={filter.speed === speed}
            onClick={() => change({ speed })}
          />
        ))}
      </div>
      <hr />
      <div role="group" aria-label={text('size')}>
        {[null, ...sizes].map((size) => (
          <MenuCheck
            key={String(size)}
            radio
            label={size === null ? text('filterAnySize') : size.replace('x', ' × ')}
            checked={filter.size === size}
            onClick={() => change({ size })}
          />
        ))}
      </div>
      <hr />
      <MenuItem
        label={text('filterClear')}
        disabled={!isFiltering(filter)}
        onClick={() => {
          close();
          onFilter(NO_FILTER);
        }}
      />
    </>
  );
}
