import type { PanelMessage } from '../../protocol/messages';
import type { SavedPanelState } from '../../protocol/saved-state';

/** What the editor gives a webview's page. */
export interface VsCodeApi {
  postMessage(message: PanelMessage): void;
  /** What `setState` was given last, also after a reload of the window; undefined the first time. */
  getState(): unknown;
  setState(state: SavedPanelState): void;
}

/** May be called once in a page's life: the editor throws at the second time. */
export function acquireVsCodeApi(): VsCodeApi {
  return (globalThis as unknown as { acquireVsCodeApi(): VsCodeApi }).acquireVsCodeApi();
}
