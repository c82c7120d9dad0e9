import type { StudioState } from '../protocol/messages';
import { usePanel } from './context';
import { Icon } from './parts/icon';
import { LinkButton } from './parts/buttons';
import type { StageView } from './runs';

interface Props {
  readonly state: StudioState;
  readonly shown: StageView['kind'];
}

/** The lines between toolbar and stage: why Generate draws a proof, and what is wrong with the document. */
export function Notice({ state: { notice, document }, shown }: Props) {
  const { text, post } = usePanel();
  // Without an image the whole stage says it.
  const problem = shown === 'problem' ? null : document?.problem;
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
          <LinkButton onClick={() => post({ type: 'showProblem' })}>{text('showProblem')}</LinkButton>
        </div>
      )}
    </>
  );
}
