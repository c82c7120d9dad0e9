import type { RunView } from '../../protocol/messages';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import { distinctErrors, isStopped, settledResults } from '../runs';
import { cancelHint, resumeWords, runSummary, runTime } from '../words';
import { ErrorCard, StoppedCard } from './cards';
import { failureKey, isBarren, resultKey } from './keys';
import { Thumbnail } from './thumbnail';
import { WaitingPlace } from './waiting-place';

interface Props {
  readonly run: RunView;
  /** What the stage shows. */
  readonly chosen: string | undefined;
  readonly tabStop: string | undefined;
}

/** One run: when, how, for how much, and what came of it. */
export function RunGroup({ run, chosen, tabStop }: Props) {
  const { text, post } = usePanel();
  const time = runTime(text, run);
  const summary = runSummary(text, run);
  const errors = distinctErrors(run);
  const onlyStopped = isStopped(run) && errors.length === 0;
  const place = (key: string) => ({ itemKey: key, chosen: key === chosen, tabStop: key === tabStop });
  return (
    <div
      class="run"
      role="group"
      aria-label={`${text('run')} ${time}, ${summary}`}
      data-testid="run"
      data-run-id={run.id}
      data-state={run.state}
    >
      <div class="run-head">
        <strong>{time}</strong>
        <span>{summary}</span>
        {run.active && (
          <LinkButton
            testId="cancel"
            title={cancelHint(text, run)}
            onClick={() => post({ type: 'cancel', runId: run.id })}
          >
            {text('cancel')}
          </LinkButton>
        )}
        {run.resumable && !onlyStopped && (
          <LinkButton onClick={() => post({ type: 'resume', runId: run.id })}>
            {resumeWords(text, run)}
          </LinkButton>
        )}
      </div>
      <div class="run-results">
        {settledResults(run).map((result) => (
          <Thumbnail
            key={result.index}
            run={run}
            result={result}
            {...place(resultKey(run.id, result.index))}
          />
        ))}
        {run.active &&
          run.results
            .filter((result) => result.state === 'pending')
            .map((result) => <WaitingPlace key={result.index} run={run} index={result.index} />)}
        {onlyStopped && <StoppedCard run={run} />}
        {!run.active &&
          errors.map((error, index) => (
            <ErrorCard
              key={index}
              run={run}
              error={error}
              {...(isBarren(run) && index === 0 ? { place: place(failureKey(run.id)) } : {})}
            />
          ))}
      </div>
    </div>
  );
}
