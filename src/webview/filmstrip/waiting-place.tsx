import type { RunView } from '../../protocol/run-view';
import { useNow } from '../clock';
import { usePanel } from '../context';
import { Icon, Ring } from '../parts/icon';
import { isQueued } from '../runs';
import { elapsed } from '../labels';

/** The place of a result that is still pending. */
export function WaitingPlace({ run, index }: { readonly run: RunView; readonly index: number }) {
  const { text } = usePanel();
  const now = useNow();
  return (
    <div class="waiting" style={{ aspectRatio: `${run.width} / ${run.height}` }}>
      {isQueued(run) ? <Icon name="clockface" /> : <Ring />}
      <span>{text('resultOf', index + 1, run.count)}</span>
      {!isQueued(run) && <span class="steady">{elapsed(text, run.createdAt, now)}</span>}
    </div>
  );
}
