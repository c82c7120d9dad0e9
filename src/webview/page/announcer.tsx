import { useEffect, useRef, useState } from 'preact/hooks';
import type { StudioState } from '../../protocol/messages';
import type { RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { isStopped, settledResults } from '../runs';
import { imageCount } from '../labels';

/** The runs that ended between two states of one document. */
function ended(before: readonly RunView[], after: readonly RunView[]): readonly RunView[] {
  if (before === after) return [];
  const newest = before[0]?.createdAt ?? '';
  const known = new Map(before.map((run) => [run.id, run]));
  return after.filter((run) => {
    const earlier = known.get(run.id);
    return !run.active && !isStopped(run) && (earlier ? earlier.active : run.createdAt > newest);
  });
}

/** Tells screen readers that a run has ended, and how. */
export function Announcer({ state }: { readonly state: StudioState }) {
  const { text } = usePanel();
  const [sentence, setSentence] = useState('');
  const last = useRef<StudioState | null>(null);

  useEffect(() => {
    const before = last.current;
    last.current = state;
    if (before?.document?.uri !== state.document?.uri || !before) return;
    const run = ended(before.runs, state.runs)[0];
    if (!run) return;
    const failure = run.errors[0];
    const images = imageCount(text, settledResults(run).length);
    setSentence(
      run.state === 'failed'
        ? text('runFailed', failure ? `${failure.title}. ${failure.advice}` : images)
        : text('runFinished', failure ? `${images}. ${failure.title}` : images),
    );
  }, [state, text]);

  return (
    <div role="status" class="unseen">
      {sentence}
    </div>
  );
}
