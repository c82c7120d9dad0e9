import type { DocumentView } from '../../protocol/messages';
import { Icon } from '../parts/icon';
import { usePanel } from '../context';
import type { ComponentChildren } from 'preact';
import { PrimaryButton, SecondaryButton } from '../parts/buttons';

/** A drawing of a frame with boxes, to illustrate a structured prompt. */
function Drawing() {
  return (
    <svg class="drawing" viewBox="0 0 120 90" width="120" height="90" aria-hidden="true" fill="none">
      <rect class="drawing-frame" x="28" y="4" width="64" height="82" rx="2" />
      <rect class="drawing-title" x="36" y="14" width="48" height="14" />
      <circle class="drawing-object" cx="60" cy="52" r="14" />
      <rect class="drawing-line" x="40" y="73" width="40" height="7" />
    </svg>
  );
}

/** Shown if there is no document. */
export function Welcome() {
  const { text, post } = usePanel();
  return (
    <Message testId="empty" heading="h1" drawing={<Drawing />} title={text('emptyTitle')}>
      <p>{text('emptyText')}</p>
      <div class="message-actions">
        <PrimaryButton onClick={() => post({ type: 'newPrompt' })}>{text('newPrompt')}</PrimaryButton>
        <SecondaryButton onClick={() => post({ type: 'draft' })}>{text('draft')}</SecondaryButton>
      </div>
    </Message>
  );
}

/** Shown if the document has been unreadable ever since it was opened. */
export function Problem({ problem }: { readonly problem: NonNullable<DocumentView['problem']> }) {
  const { text, post, document } = usePanel();
  return (
    <Message testId="problem" icon="error" title={text('problemTitle')}>
      <p>{text('problemText', problem.line, problem.column, problem.message)}</p>
      <div class="message-actions">
        <SecondaryButton onClick={() => post({ type: 'showProblem', document })}>
          {text('showProblem')}
        </SecondaryButton>
      </div>
    </Message>
  );
}

interface Props {
  readonly title: string;
  readonly icon?: string;
  /** Shown in place of the icon. */
  readonly drawing?: ComponentChildren;
  readonly testId?: string;
  /** `h1` if no document provides the heading of the page. */
  readonly heading?: 'h1' | 'h2';
  readonly children?: ComponentChildren;
}

/** Shown instead of the stage: what the problem is, and what to do next. */
function Message({ title, icon, drawing, testId, heading: Heading = 'h2', children }: Props) {
  return (
    <div class="message" data-testid={testId}>
      {drawing ?? (icon !== undefined && <Icon name={icon} />)}
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
