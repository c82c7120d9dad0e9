import type { ErrorView, RunView, UnreadableRunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import { ActionLink } from '../run-actions/action-link';
import { isStopped } from '../runs';
import { resumeHint, stoppedWords } from '../labels';
import { CARD } from './film-layout';
import type { ItemProps } from './thumbnail';

interface ErrorCardProps {
  readonly run: RunView;
  readonly error: ErrorView;
  /** In CSS pixels. */
  readonly width: number;
  /** Given where the card stands for the whole run, and can be chosen in place of an image. */
  readonly item?: ItemProps;
}

/** What failed, and the ways on. */
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

/** A run nobody waits for any more. */
export function StoppedCard({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const { title, words } = stoppedWords(text, run);
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

/** A folder among the runs that cannot be read: said, and left alone. */
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
