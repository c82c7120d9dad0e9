import type { ErrorView, RunView } from '../../protocol/messages';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import { isStopped } from '../runs';
import { resumeWords, stoppedWords } from '../words';
import type { FilmPlace } from './thumbnail';

interface ErrorCardProps {
  readonly run: RunView;
  readonly error: ErrorView;
  /** Given where the card stands for the whole run, and can be chosen in place of an image. */
  readonly place?: FilmPlace;
}

/** What failed, and the ways on. */
export function ErrorCard({ run, error, place }: ErrorCardProps) {
  const { text, post } = usePanel();
  return (
    <div class={place?.chosen === true ? 'card card-error chosen' : 'card card-error'} data-testid="error">
      {place ? (
        <button
          type="button"
          class="card-title"
          title={error.title}
          aria-current={place.chosen}
          data-key={place.itemKey}
          tabIndex={place.tabStop ? 0 : -1}
          onClick={() => post({ type: 'select', runId: run.id, index: 0 })}
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
            <LinkButton onClick={() => post({ type: 'generate' })}>{text('tryAgain')}</LinkButton>
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
    <div class="card" data-testid="stopped">
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
