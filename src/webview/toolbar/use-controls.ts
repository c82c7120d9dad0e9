import { useState } from 'preact/hooks';
import type { StudioState } from '../../protocol/messages';
import { usePanel } from '../context';

export type ControlsView = NonNullable<StudioState['controls']>;

/** The current size, format, speed and count, and how to change them. */
export interface ControlsInHand {
  readonly now: ControlsView;
  readonly change: (changed: Partial<Omit<ControlsView, 'editable'>>) => void;
}

/** The controls with unconfirmed changes: the stage shows these immediately, and later changes build on them. */
export function useControls(controls: ControlsView | null): ControlsInHand | null {
  const { post, document } = usePanel();
  // Until the host answers, this is its last state plus the changes.
  const [draft, setDraft] = useState({ of: controls, now: controls });
  const now = draft.of === controls ? draft.now : controls;
  if (!now) return null;
  return {
    now,
    change: (changed) => {
      const { editable, ...options } = now;
      const next = { ...options, ...changed };
      setDraft({ of: controls, now: { ...next, editable } });
      post({ type: 'setControls', document, controls: next });
    },
  };
}
