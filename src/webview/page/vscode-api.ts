import type { PanelMessage } from '../../protocol/messages';
import type { SavedPanelState } from '../../protocol/saved-state';

/** The API that the editor provides to the page of a webview. */
export interface VsCodeApi {
  postMessage(message: PanelMessage): void;
  /** The last value that `setState` was called with, also after a reload of the window; undefined the first time. */
  getState(): unknown;
  setState(state: SavedPanelState): void;
}

/** Must be called only once per page: the editor throws on the second call. */
export function acquireVsCodeApi(): VsCodeApi {
  return (globalThis as unknown as { acquireVsCodeApi(): VsCodeApi }).acquireVsCodeApi();
}
