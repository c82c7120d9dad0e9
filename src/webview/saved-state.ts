import { useEffect, useState } from 'preact/hooks';
import { readSavedPanelState } from '../protocol/guards';
import type { StageZoom, StudioState } from '../protocol/messages';
import type { VsCodeApi } from './vscode-api';

/**
 * The stage's zoom, kept for each document over a reload of the window, together with which document the panel shows:
 * the editor hands that back to the host when it restores the panel.
 */
export function useSavedState(
  api: VsCodeApi,
  state: StudioState | null,
): [zoom: StageZoom, setZoom: (zoom: StageZoom) => void] {
  const [zooms, setZooms] = useState(() => readSavedPanelState(api.getState()).zoom);
  const known = state !== null;
  const uri = state?.document?.uri ?? null;
  const locked = state?.locked ?? false;

  useEffect(() => {
    // Before the first state it is not known what to save, and what was saved must stay.
    if (known) api.setState({ document: uri, locked, zoom: zooms });
  }, [api, known, uri, locked, zooms]);

  const zoom = uri === null ? 'fit' : (zooms[uri] ?? 'fit');
  return [zoom, (chosen) => uri !== null && setZooms({ ...zooms, [uri]: chosen })];
}
