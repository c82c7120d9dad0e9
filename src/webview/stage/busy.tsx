import type { RunView } from '../../protocol/messages';
import { useNow } from '../clock';
import { usePanel } from '../context';
import { SecondaryButton } from '../parts/buttons';
import { Ring } from '../parts/icon';
import { cancelHint, elapsed, stageOfWork } from '../words';
import { Message } from './message';

/** A run that is not sent yet, since others before it are not done. */
export function Queued({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  return (
    <Message testId="queued" icon="clockface" title={text('busyQueued')}>
      <p>{text('busyQueuedText')}</p>
      <Cancel run={run} />
    </Message>
  );
}

/** A run that has nothing to show yet. */
export function Busy({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const now = useNow();
  return (
    <Message testId="busy" drawing={<Ring />} title={text('busyTitle')}>
      <p class="steady">
        {stageOfWork(text, run)} · {elapsed(text, run.createdAt, now)}
      </p>
      <Cancel run={run} />
    </Message>
  );
}

function Cancel({ run }: { readonly run: RunView }) {
  const { text, post } = usePanel();
  return (
    <div class="message-actions">
      <SecondaryButton title={cancelHint(text, run)} onClick={() => post({ type: 'cancel', runId: run.id })}>
        {text('cancel')}
      </SecondaryButton>
    </div>
  );
}
