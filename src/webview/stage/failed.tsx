import type { ErrorView, RunStateView, RunView } from '../../protocol/messages';
import { usePanel } from '../context';
import { SecondaryButton } from '../parts/buttons';
import { isStopped } from '../runs';
import { resumeWords, stoppedWords } from '../words';
import { Message } from './message';

const STOPPED_ICONS: Readonly<Partial<Record<RunStateView, string>>> = {
  queued: 'clockface',
  detached: 'debug-pause',
};

/** A run that brought no image: what happened, what to do, and what support will ask for. */
export function Failed({ run, error }: { readonly run: RunView; readonly error: ErrorView }) {
  const { text, post } = usePanel();
  return (
    <Message testId="failure" icon="error" title={error.title}>
      <p>{error.advice}</p>
      {error.message !== '' && <blockquote>{error.message}</blockquote>}
      <div class="message-actions">
        <Resume run={run} />
        {error.class === 'auth' && (
          <SecondaryButton onClick={() => post({ type: 'setApiKey' })}>{text('setApiKey')}</SecondaryButton>
        )}
        {!isStopped(run) && (
          <SecondaryButton onClick={() => post({ type: 'generate' })}>{text('tryAgain')}</SecondaryButton>
        )}
        <SecondaryButton onClick={() => post({ type: 'showDetails', runId: run.id })}>
          {text('details')}
        </SecondaryButton>
      </div>
      {run.taskUUID !== '' && <p class="uuid">{text('taskUUID', run.taskUUID)}</p>}
    </Message>
  );
}

/** A run nobody waits for any more, or that was never sent. */
export function Stopped({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const { title, words } = stoppedWords(text, run);
  return (
    <Message icon={STOPPED_ICONS[run.state] ?? 'debug-disconnect'} title={title}>
      <p>{words}</p>
      <div class="message-actions">
        <Resume run={run} />
      </div>
      {run.taskUUID !== '' && <p class="uuid">{text('taskUUID', run.taskUUID)}</p>}
    </Message>
  );
}

/** Fetches what was paid for and is not on disk, or sends what never was. */
function Resume({ run }: { readonly run: RunView }) {
  const { text, post } = usePanel();
  if (!run.resumable) return null;
  return (
    <SecondaryButton onClick={() => post({ type: 'resume', runId: run.id })}>
      {resumeWords(text, run)}
    </SecondaryButton>
  );
}
