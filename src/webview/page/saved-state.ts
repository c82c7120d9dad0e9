import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { readSavedPanelState, DEFAULT_VIEW_OPTIONS, type ViewOptions } from '../../protocol/saved-state';
import type { StudioState } from '../../protocol/messages';
import type { VsCodeApi } from './vscode-api';

/** Changes some of the view options. */
export type ChangeViewOptions = (changed: Partial<ViewOptions>) => void;

/**
 * The view options of the document. They are kept for each document across reloads of the window, as is the document that the
 * panel shows: the editor passes that to the host when it restores the panel.
 */
export function useSavedState(
  api: VsCodeApi,
  state: StudioState | null,
): readonly [ViewOptions, ChangeViewOptions] {
  const [all, setAll] = useState(() => readSavedPanelState(api.getState()).looks);
  const known = state !== null;
  const uri = state?.document?.uri ?? null;
  const locked = state?.locked ?? false;

  // Saved in the same frame as the change, since the window may be about to close.
  useLayoutEffect(() => {
    // Before the first state there is nothing to save, and what was saved must stay.
    if (known) api.setState({ document: uri, locked, looks: all });
  }, [api, known, uri, locked, all]);

  const change = useCallback<ChangeViewOptions>(
    (changed) => {
      if (uri === null) return;
      setAll((now) => ({ ...now, [uri]: { ...(now[uri] ?? DEFAULT_VIEW_OPTIONS), ...changed } }));
    },
    [uri],
  );
  return [uri === null ? DEFAULT_VIEW_OPTIONS : (all[uri] ?? DEFAULT_VIEW_OPTIONS), change];
}
