import { useState } from 'preact/hooks';
import type { StudioState } from '../../protocol/messages';
import { usePanel } from '../context';

export type ControlsView = NonNullable<StudioState['controls']>;

/** Size, format, speed and count as they are now, and how to change them. */
export interface ControlsInHand {
  readonly now: ControlsView;
  readonly change: (changed: Partial<Omit<ControlsView, 'editable'>>) => void;
}

/** The controls with what a person has just changed: the stage follows at once, and a second change builds on the first. */
export function useControls(controls: ControlsView | null): ControlsInHand | null {
  const { post, document } = usePanel();
  // Until the host answers this holds what was made of its last word.
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
