import type { RunView } from '../../protocol/messages';
import { useNow } from '../clock';
import { usePanel } from '../context';
import { SecondaryButton } from '../parts/buttons';
import { Ring } from '../parts/icon';
import { cancelHint, elapsed, stageOfWork } from '../words';
import { Message } from './message';

/** A run that has nothing to show yet. */
export function Busy({ run }: { readonly run: RunView }) {
  const { text, post } = usePanel();
  const now = useNow();
  return (
    <Message testId="busy" drawing={<Ring />} title={text('busyTitle')}>
      <p class="steady">
        {stageOfWork(text, run)} · {elapsed(text, run.createdAt, now)}
      </p>
      <div class="message-actions">
        <SecondaryButton
          title={cancelHint(text, run)}
          onClick={() => post({ type: 'cancel', runId: run.id })}
        >
          {text('cancel')}
        </SecondaryButton>
      </div>
    </Message>
  );
}
