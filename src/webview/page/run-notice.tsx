import type { ComponentChildren } from 'preact';
import type { ErrorView, RunView } from '../../protocol/run-view';
import { useNow } from '../clock';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';
import { Icon, Ring } from '../parts/icon';
import { ActionLink } from '../run-actions/action-link';
import { isStopped, type StageContent } from '../runs';
import { cancelHint, elapsed, resumeHint, progressLabel, stoppedLabels } from '../labels';

const STOPPED_ICONS: Readonly<Partial<Record<RunView['state'], string>>> = {
  queued: 'clockface',
  detached: 'debug-pause',
};

/** A line between toolbar and stage for a selected run without an image: what happened, and what to do next. */
export function RunNotice({ content }: { readonly content: StageContent }) {
  switch (content.kind) {
    case 'queued':
      return <Queued run={content.run} />;
    case 'busy':
      return <Busy run={content.run} />;
    case 'stopped':
      return <Stopped run={content.run} />;
    case 'failed':
      return <Failed run={content.run} error={content.error} />;
    case 'bare':
      return <Bare />;
    case 'none':
    case 'result':
      return null;
  }
}

interface LineProps {
  readonly icon: ComponentChildren;
  readonly title: string;
  readonly testId: string;
  readonly error?: boolean;
  readonly children?: ComponentChildren;
}

function Line({ icon, title, testId, error = false, children }: LineProps) {
  return (
    <div class={error ? 'notice notice-run notice-problem' : 'notice notice-run'} data-testid={testId}>
      {icon}
      <span>
        <strong>{title}</strong> {children}
      </span>
    </div>
  );
}

function Queued({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  return (
    <Line icon={<Icon name="clockface" />} title={text('busyQueued')} testId="queued">
      {text('busyQueuedText')} <Cancel run={run} />
    </Line>
  );
}

function Busy({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const now = useNow();
  return (
    <Line icon={<Ring />} title={text('busyTitle')} testId="busy">
      <span class="steady">
        {progressLabel(text, run)} · {elapsed(text, run.createdAt, now)}
      </span>{' '}
      <Cancel run={run} />
    </Line>
  );
}

function Cancel({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  return <ActionLink action="cancel" runId={run.id} title={cancelHint(text, run)} />;
}

/** A run without an image: what happened, what to do, and the ID that support asks for. */
function Failed({ run, error }: { readonly run: RunView; readonly error: ErrorView }) {
  const { text, post, document } = usePanel();
  return (
    <Line icon={<Icon name="error" />} title={error.title} testId="failure" error>
      {error.advice}
      {error.message !== '' && <q>{error.message}</q>}
      <span class="notice-actions">
        <Resume run={run} />
        {error.class === 'auth' && (
          <LinkButton onClick={() => post({ type: 'setApiKey' })}>{text('setApiKey')}</LinkButton>
        )}
        {!isStopped(run) && (
          <LinkButton onClick={() => post({ type: 'generate', document })}>{text('tryAgain')}</LinkButton>
        )}
        <ActionLink action="showDetails" runId={run.id} />
        <Uuid run={run} />
      </span>
    </Line>
  );
}

/** A run that nobody is waiting for anymore, or that was never sent. */
function Stopped({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  const { title, words } = stoppedLabels(text, run);
  return (
    <Line icon={<Icon name={STOPPED_ICONS[run.state] ?? 'debug-disconnect'} />} title={title} testId="halted">
      {words}
      <span class="notice-actions">
        <Resume run={run} />
        <Uuid run={run} />
      </span>
    </Line>
  );
}

function Bare() {
  const { text } = usePanel();
  return <Line icon={<Icon name="circle-slash" />} title={text('noImage')} testId="bare" />;
}

function Uuid({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  return run.taskUUID === '' ? null : <span class="uuid">{text('taskUUID', run.taskUUID)}</span>;
}

/** Fetches paid images that are not on disk, or sends a task that was never sent. */
function Resume({ run }: { readonly run: RunView }) {
  const { text } = usePanel();
  return run.resumable ? <ActionLink action="resume" runId={run.id} title={resumeHint(text, run)} /> : null;
}
