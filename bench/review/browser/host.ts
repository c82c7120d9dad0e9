/** Runs in the real page before its own scripts: the editor's part. */
import type { HostMessage, HostState, PanelMessage } from '../../../src/protocol/messages';
import type { Difference } from '../../../src/protocol/review';
import type { StageSnapshot } from '../../../src/protocol/stage';
import type { PanelStrings } from '../../../src/protocol/strings';

/** What the page is told. */
export interface Opening {
  readonly strings: PanelStrings;
  readonly state: HostState;
  readonly runs: Extract<HostMessage, { readonly type: 'runs' }>;
  readonly stage: StageSnapshot;
  /** Of any two images. */
  readonly changes: Difference['changes'];
}

function tell(message: HostMessage): void {
  window.dispatchEvent(new MessageEvent('message', { data: message }));
}

/** Nothing here keeps what was told: the page's memory is its own. */
async function open(opening: Promise<Opening>): Promise<Opening['changes']> {
  const { strings, state, runs, stage, changes } = await opening;
  tell({ type: 'strings', strings });
  tell({ type: 'stage', stage });
  tell(runs);
  tell({ type: 'state', state });
  return changes;
}

if (location.pathname === '/studio') {
  const told = new URLSearchParams(location.search).get('runs') ?? '';
  let opening: Promise<Opening> | undefined = fetch(`/opening/${told}.json`).then(
    (response) => response.json() as Promise<Opening>,
  );
  let changes: Promise<Opening['changes']> = Promise.resolve(null);

  const receive = (message: PanelMessage) => {
    if (message.type === 'ready' && opening) {
      changes = open(opening);
      opening = undefined;
    }
    if (message.type !== 'compare') return;
    const { a, b } = message;
    void changes.then((all) => tell({ type: 'difference', a, b, changes: all }));
  };
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({ postMessage: receive, getState: () => undefined, setState: () => undefined }),
  });
}
