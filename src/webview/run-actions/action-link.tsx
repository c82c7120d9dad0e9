import type { RunActionId } from '../../protocol/run-actions';
import { usePanel } from '../context';
import { LinkButton } from '../parts/buttons';

interface Props {
  readonly action: RunActionId;
  readonly runId: string;
  /** A tooltip that says more than the label. */
  readonly title?: string;
  readonly testId?: string;
}

/** An action from the table as a link in a line of text. */
export function ActionLink({ action, runId, ...others }: Props) {
  const { text, post } = usePanel();
  return (
    <LinkButton {...others} onClick={() => post({ type: 'runAction', action, runId })}>
      {text(action)}
    </LinkButton>
  );
}
