import type { RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { Send } from './send';

interface Props {
  readonly run: RunView;
  readonly close: () => void;
}

/** Back to the prompt, and on from it. */
export function PromptActions({ run, close }: Props) {
  const { text } = usePanel();
  const runId = run.id;
  const isImage = run.backend !== 'proof';
  return (
    <>
      <Send
        label={text('usePrompt')}
        icon="debug-step-back"
        disabled={!run.hasPrompt}
        message={{ type: 'usePrompt', runId }}
        close={close}
      />
      <Send
        label={text('openPrompt')}
        icon="json"
        disabled={!run.hasPrompt}
        message={{ type: 'openPrompt', runId }}
        close={close}
      />
      {isImage && (
        <Send
          label={text('again')}
          icon="debug-rerun"
          message={{ type: 'again', runId, speed: null }}
          close={close}
        />
      )}
      {isImage && run.speed !== 'QUALITY' && (
        <Send
          label={text('againQuality')}
          icon="sparkle"
          message={{ type: 'again', runId, speed: 'QUALITY' }}
          close={close}
        />
      )}
    </>
  );
}

/** Of the run as a whole. */
export function RunActions({ run, close }: Props) {
  const { text } = usePanel();
  const runId = run.id;
  const isImage = run.backend !== 'proof';
  const ready = run.results.filter(({ state }) => state === 'ready').length;
  return (
    <>
      {isImage && (
        <>
          <Send
            label={text('copyJson')}
            icon="bracket"
            message={{ type: 'copyRequest', runId, as: 'json' }}
            close={close}
          />
          <Send
            label={text('copyCurl')}
            icon="terminal"
            message={{ type: 'copyRequest', runId, as: 'curl' }}
            close={close}
          />
        </>
      )}
      <hr />
      {ready > 1 && (
        <Send label={text('saveAll')} icon="save-all" message={{ type: 'saveAll', runId }} close={close} />
      )}
      <Send label={text('runDetails')} icon="info" message={{ type: 'showDetails', runId }} close={close} />
      <Send
        label={text('openFolder')}
        icon="folder-opened"
        message={{ type: 'openFolder', runId }}
        close={close}
      />
      <Send
        label={text('deleteRun')}
        icon="trash"
        keys="Del"
        disabled={run.active}
        message={{ type: 'deleteRun', runId }}
        close={close}
      />
    </>
  );
}
