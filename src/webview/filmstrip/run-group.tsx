import type { RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { memo } from '../parts/memo';
import { ActionLink } from '../run-actions/action-link';
import { distinctErrors, isStopped, resultKey, settledResults } from '../runs';
import { cancelHint, runHead, resumeHint } from '../labels';
import { ErrorCard, StoppedCard, WaitingPlace } from './cards';
import type { FilmRuler } from './film-layout';
import { failureKey, isBarren } from './keys';
import { type FilmActions, type ItemProps, Thumbnail } from './thumbnail';

interface Props {
  readonly run: RunView;
  /** Its position in the film, in CSS pixels. */
  readonly left: number;
  readonly width: number;
  readonly ruler: FilmRuler;
  /** The keys of its images that the stage shows, that the Tab key reaches, and that are compared. */
  readonly chosen: string | undefined;
  readonly tabStop: string | undefined;
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly actions: FilmActions;
}

/** One run: its time, settings, cost and results. Rendered again only when its own properties change. */
export const RunGroup = memo(function RunGroup(props: Props) {
  const { run, left, width } = props;
  const { text } = usePanel();
  const { time, summary } = runHead(text, run);
  return (
    <div
      class="run"
      style={{ left: `${left}px`, width: `${width}px` }}
      role="group"
      aria-label={`${text('run')} ${time}, ${summary}`}
      data-testid="run"
      data-run-id={run.id}
      data-state={run.state}
    >
      <Head run={run} />
      <div class="run-results">
        <Results {...props} />
        <Cards {...props} />
      </div>
    </div>
  );
});

function Head({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const { time, summary, action } = runHead(text, run);
  return (
    <div class="run-head">
      <strong>{time}</strong>
      <span>{summary}</span>
      {action === 'cancel' && (
        <ActionLink action="cancel" runId={run.id} title={cancelHint(text, run)} testId="cancel" />
      )}
      {action === 'resume' && <ActionLink action="resume" runId={run.id} title={resumeHint(text, run)} />}
    </div>
  );
}

function itemOf({ chosen, tabStop, actions }: Props, itemKey: string): ItemProps {
  return { itemKey, chosen: itemKey === chosen, tabStop: itemKey === tabStop, actions };
}

function Results(props: Props) {
  const { run, ruler, a, b } = props;
  const captioned = ruler.hasCaptions(run);
  return (
    <>
      {settledResults(run).map((result) => {
        const key = resultKey(run.id, result.index);
        const badge = key === a ? 'A' : key === b ? 'B' : null;
        return (
          <Thumbnail
            key={result.index}
            run={run}
            result={result}
            badge={badge}
            captioned={captioned}
            {...itemOf(props, key)}
          />
        );
      })}
      {run.active &&
        run.results
          .filter((result) => result.state === 'pending')
          .map((result) => <WaitingPlace key={result.index} run={run} index={result.index} />)}
    </>
  );
}

function Cards(props: Props) {
  const { run, ruler } = props;
  const errors = distinctErrors(run);
  if (run.active) return null;
  if (isStopped(run) && errors.length === 0) return <StoppedCard run={run} />;
  return (
    <>
      {errors.map((error, index) => (
        <ErrorCard
          key={index}
          run={run}
          error={error}
          width={ruler.cardWidth(error)}
          {...(isBarren(run) && index === 0 && { item: itemOf(props, failureKey(run.id)) })}
        />
      ))}
    </>
  );
}
