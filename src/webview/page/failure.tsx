import { usePanel } from '../context';
import { IconButton } from '../parts/buttons';
import { Icon } from '../parts/icon';

/** A line that says what the page failed to do, until it is closed; and, for screen readers only, what the page did. */
export function Failure() {
  const { text, page } = usePanel();
  const failure = page.failure.value;
  return (
    <>
      {failure !== null && (
        <div class="notice notice-problem" role="alert" data-testid="said">
          <Icon name="error" />
          <span>{failure}</span>
          <IconButton icon="close" label={text('dismiss')} onClick={() => (page.failure.value = null)} />
        </div>
      )}
      <div class="unseen" role="status">
        {page.spoken.value}
      </div>
    </>
  );
}
