import type { ErrorView, RunView, UnreadableRunView } from '../../protocol/run-view';
import { useNow } from '../clock';
import { usePanel } from '../context';
import { elapsed, resumeHint, stoppedLabels } from '../labels';
import { LinkButton } from '../parts/buttons';
import { Icon, Ring } from '../parts/icon';
import { ActionLink } from '../run-actions/action-link';
import { isQueued, isStopped } from '../runs';
import { CARD } from './film-layout';
import type { ItemProps } from './thumbnail';

interface ErrorCardProps {
  readonly run: RunView;
  readonly error: ErrorView;
  /** In CSS pixels. */
  readonly width: number;
  /** Set if the card represents the entire run and can be selected like an image. */
  readonly item?: ItemProps;
}

/** What failed, and what can be done about it. */
export function ErrorCard({ run, error, width, item }: ErrorCardProps) {
  const { text, post, document } = usePanel();
  return (
    <div
      class={item?.chosen === true ? 'card card-error chosen' : 'card card-error'}
      style={{ width: `${width}px` }}
      data-testid="error"
    >
      {item ? (
        <button
          type="button"
          class="card-title"
          title={error.title}
          aria-current={item.chosen}
          data-key={item.itemKey}
          tabIndex={item.tabStop ? 0 : -1}
          onClick={(event) => item.actions.choose(item.itemKey, event)}
        >
          {error.title}
        </button>
      ) : (
        <strong class="card-title" title={error.title}>
          {error.title}
        </strong>
      )}
      <p title={error.advice}>{error.advice}</p>
      <div class="card-actions">
        <ActionLink action="showDetails" runId={run.id} />
        {!isStopped(run) && (
          <>
            <span aria-hidden="true"> · </span>
            <LinkButton onClick={() => post({ type: 'generate', document })}>{text('tryAgain')}</LinkButton>
          </>
        )}
      </div>
    </div>
  );
}

/** A run that was stopped. */
export function StoppedCard({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const { title, words } = stoppedLabels(text, run);
  return (
    <div class="card" style={{ width: `${CARD}px` }} data-testid="stopped">
      <strong>{title}</strong>
      <p>{words}</p>
      <div class="card-actions">
        {run.resumable && <ActionLink action="resume" runId={run.id} title={resumeHint(text, run)} />}
      </div>
    </div>
  );
}

/** A run folder that cannot be read. */
export function UnreadableCard({ id }: UnreadableRunView) {
  const { text } = usePanel();
  return (
    <div class="card" style={{ width: `${CARD}px` }} data-testid="unreadable">
      <strong>{text('unreadableTitle')}</strong>
      <p title={id}>{text('unreadableText')}</p>
      <div class="card-actions">
        <ActionLink action="openFolder" runId={id} title={id} />
      </div>
    </div>
  );
}

/** The placeholder for a result that is still pending. */
export function WaitingPlace({ run, index }: { readonly run: RunView; readonly index: number }) {
  const { text } = usePanel();
  const now = useNow();
  return (
    <div class="waiting" style={{ aspectRatio: `${run.width} / ${run.height}` }}>
      {isQueued(run) ? <Icon name="clockface" /> : <Ring />}
      <span>{text('resultOf', index + 1, run.count)}</span>
      {!isQueued(run) && <span class="steady">{elapsed(text, run.createdAt, now)}</span>}
    </div>
  );
}
