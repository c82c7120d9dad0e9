import type { StudioState } from '../../protocol/messages';
import { usePanel } from '../context';
import { Icon } from '../parts/icon';
import { LinkButton } from '../parts/buttons';

interface Props {
  readonly state: StudioState;
  /** Whether the stage shows the document. If it does not, the stage itself shows the problem. */
  readonly staged: boolean;
}

/** Lines between toolbar and stage: why Generate draws a proof, and why the document cannot be read. */
export function Notice({ state: { notice, document }, staged }: Props) {
  const { text, post } = usePanel();
  const uri = document?.uri ?? null;
  const problem = staged ? document?.problem : null;
  return (
    <>
      {document && notice && (
        <div class="notice" data-testid="notice">
          <Icon name={notice === 'untrusted' ? 'shield' : 'info'} />
          <span>{text(notice === 'untrusted' ? 'noticeUntrusted' : 'noticeNoKey')}</span>
          {notice === 'no-key' && (
            <LinkButton onClick={() => post({ type: 'setApiKey' })}>{text('setApiKey')}</LinkButton>
          )}
        </div>
      )}
      {problem && (
        <div class="notice notice-problem" data-testid="problem">
          <Icon name="error" />
          <span>
            <strong>{text('problemTitle')}.</strong>{' '}
            {text('problemText', problem.line, problem.column, problem.message)}
          </span>
          <LinkButton onClick={() => post({ type: 'showProblem', document: uri })}>
            {text('showProblem')}
          </LinkButton>
        </div>
      )}
    </>
  );
}
