import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { isHostMessage } from '../protocol/guards';
import type { StudioState } from '../protocol/messages';
import type { PanelStrings } from '../protocol/strings';
import { PanelProvider, textOf } from './context';
import { useSavedState } from './saved-state';
import { Studio } from './studio';
import type { VsCodeApi } from './vscode-api';

/** Listens to the host and says when it is ready to. Draws nothing before it has sentences and a state. */
export function App({ api }: { readonly api: VsCodeApi }) {
  const [strings, setStrings] = useState<PanelStrings | null>(null);
  const [state, setState] = useState<StudioState | null>(null);

  useLayoutEffect(() => {
    const receive = ({ data }: MessageEvent<unknown>) => {
      if (!isHostMessage(data)) return;
      if (data.type === 'strings') setStrings(data.strings);
      else setState(data.state);
    };
    window.addEventListener('message', receive);
    api.postMessage({ type: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, [api]);

  const panel = useMemo(
    () => strings && { text: textOf(strings), post: api.postMessage.bind(api) },
    [strings, api],
  );
  const [zoom, setZoom] = useSavedState(api, state);

  if (!panel || !state) return null;
  return (
    <PanelProvider value={panel}>
      <Studio state={state} zoom={zoom} onZoom={setZoom} />
    </PanelProvider>
  );
}
