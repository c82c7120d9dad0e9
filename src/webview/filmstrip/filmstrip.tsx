import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RunView } from '../../protocol/messages';
import { usePanel } from '../context';
import { newestRun } from '../runs';
import type { StageContent } from '../runs';
import { filmKeys, shownKey } from './keys';
import { RunGroup } from './run-group';
import { useRoving } from './use-roving';
import { useWheel } from './use-wheel';

interface Props {
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly content: StageContent;
}

/** All runs of the document. One stop of the keyboard, whose arrow keys walk through all that can be chosen. */
export function Filmstrip({ runs, content }: Props) {
  const { text } = usePanel();
  const ref = useRef<HTMLElement>(null);
  const chosen = shownKey(content);
  const roving = useRoving(ref, filmKeys(runs), chosen);
  useWheel(ref);

  const newest = newestRun(runs);
  const place = newest ? runs.indexOf(newest) : 0;
  useLayoutEffect(() => {
    ref.current?.children[place]?.scrollIntoView({ block: 'nearest', inline: 'start' });
  }, [newest?.id, place]);

  return (
    <section
      ref={ref}
      class={runs.length > 0 ? 'film' : 'film film-empty'}
      aria-label={text('filmstrip')}
      onKeyDown={roving.onKeyDown}
      onFocusIn={roving.onFocusIn}
    >
      {runs.length === 0 && text('noRuns')}
      {runs.map((run) => (
        <RunGroup key={run.id} run={run} chosen={chosen} tabStop={roving.tabStop} />
      ))}
    </section>
  );
}
