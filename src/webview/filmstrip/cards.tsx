import type { ErrorView, RunView, UnreadableRunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import { isStopped } from '../runs';
import { resumeWords, stoppedWords } from '../labels';
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
        <LinkButton onClick={() => post({ type: 'showDetails', runId: run.id })}>
          {text('details')}
        </LinkButton>
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
  const { text, post } = usePanel();
  const { title, words } = stoppedWords(text, run);
  return (
    <div class="card" style={{ width: `${CARD}px` }} data-testid="stopped">
      <strong>{title}</strong>
      <p>{words}</p>
      <div class="card-actions">
        {run.resumable && (
          <LinkButton onClick={() => post({ type: 'resume', runId: run.id })}>
            {resumeWords(text, run)}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** A folder among the runs that cannot be read: said, and left alone. */
export function UnreadableCard({ id }: UnreadableRunView) {
  const { text, post } = usePanel();
  return (
    <div class="card" style={{ width: `${CARD}px` }} data-testid="unreadable">
      <strong>{text('unreadableTitle')}</strong>
      <p title={id}>{text('unreadableText')}</p>
      <div class="card-actions">
        <LinkButton title={id} onClick={() => post({ type: 'openFolder', runId: id })}>
          {text('openFolder')}
        </LinkButton>
      </div>
    </div>
  );
}
