import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { readSavedPanelState, DEFAULT_LOOK, type StageLook } from '../../protocol/saved-state';
import type { StudioState } from '../../protocol/messages';
import type { VsCodeApi } from './vscode-api';

/** What of a look is to change. */
export type ChangeLook = (changed: Partial<StageLook>) => void;

/**
 * How the document is looked at, kept for each over a reload of the window, together with which document the panel shows:
 * the editor hands that back to the host when it restores the panel.
 */
export function useSavedState(api: VsCodeApi, state: StudioState | null): readonly [StageLook, ChangeLook] {
  const [looks, setLooks] = useState(() => readSavedPanelState(api.getState()).looks);
  const known = state !== null;
  const uri = state?.document?.uri ?? null;
  const locked = state?.locked ?? false;

  // Not a frame later than the change: the window may be about to close.
  useLayoutEffect(() => {
    // Before the first state there is nothing to save, and what was saved must stay.
    if (known) api.setState({ document: uri, locked, looks });
  }, [api, known, uri, locked, looks]);

  const change = useCallback<ChangeLook>(
    (changed) => {
      if (uri === null) return;
      setLooks((now) => ({ ...now, [uri]: { ...(now[uri] ?? DEFAULT_LOOK), ...changed } }));
    },
    [uri],
  );
  return [uri === null ? DEFAULT_LOOK : (looks[uri] ?? DEFAULT_LOOK), change];
}
