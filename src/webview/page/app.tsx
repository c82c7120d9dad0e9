import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isHostMessage } from '../../protocol/guards';
import type { HostMessage, PanelMessage } from '../../protocol/messages';
import type { PanelStrings } from '../../protocol/strings';
import { PanelProvider, textOf } from '../context';
import { PageState } from '../page-state';
import { useSavedState } from './saved-state';
import { StageModel } from '../stage/model/stage-model';
import { StageTools } from '../stage/tools/stage-tools';
import { Studio } from './studio';
import { useStudioState } from './use-studio-state';
import type { VsCodeApi } from './vscode-api';

/** Passes messages about the stage to its model. They are far more frequent than the others. */
function tellModel(
  model: StageModel,
  message: Exclude<HostMessage, { type: 'strings' | 'state' | 'runs' | 'difference' }>,
  post: (message: PanelMessage) => void,
): void {
  if (message.type === 'stage') {
    model.receive(message.stage);
    return;
  }
  if (message.type === 'stageChange') {
    if (!model.change(message.change)) post({ type: 'resync' });
    return;
  }
  if (message.uri !== model.snapshot.value?.uri) return;
  if (message.type === 'problems') model.problems.value = message.problems;
  else model.cursor.value = message.element;
}

/** Receives the messages of the host. Draws nothing before it has the texts and a state. */
export function App({ api }: { readonly api: VsCodeApi }) {
  const [strings, setStrings] = useState<PanelStrings | null>(null);
  const [state, tellState] = useStudioState();
  const [viewOptions, changeViewOptions] = useSavedState(api, state);
  const model = useMemo(
    () =>
      new StageModel(
        (edit) => api.postMessage({ type: 'edit', ...edit }),
        (document, index) => api.postMessage({ type: 'showElement', document, index, focus: false }),
      ),
    [api],
  );

  const tools = useMemo(() => new StageTools(model), [model]);
  const page = useMemo(() => new PageState((message) => api.postMessage(message)), [api]);

  useLayoutEffect(() => {
    const receive = ({ data }: MessageEvent<unknown>) => {
      if (!isHostMessage(data)) return;
      if (data.type === 'strings') setStrings(data.strings);
      else if (data.type === 'state' || data.type === 'runs') tellState(data);
      else if (data.type === 'difference') page.comparison.receive(data);
      else tellModel(model, data, (message) => api.postMessage(message));
    };
    window.addEventListener('message', receive);
    api.postMessage({ type: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, [api, model, page, tellState]);

  const onViewOptions = useRef(changeViewOptions);
  onViewOptions.current = changeViewOptions;
  const document = state?.document?.uri ?? null;
  const panel = useMemo(() => {
    const post = (message: PanelMessage) => {
      // Whoever selects or generates a result wants to see it.
      if (message.type === 'select' || message.type === 'generate') {
        onViewOptions.current({ backdrop: 'result' });
      }
      api.postMessage(message);
    };
    return strings && { text: textOf(strings), post, document, page };
  }, [strings, api, document, page]);

  if (!panel || !state) return null;
  return (
    <PanelProvider value={panel}>
      <Studio
        state={state}
        model={model}
        tools={tools}
        viewOptions={viewOptions}
        onViewOptions={changeViewOptions}
      />
    </PanelProvider>
  );
}
