/** Runs in the real page before its own scripts: the editor's part. */
import type { HostMessage, HostState, PanelMessage } from '../../../src/protocol/messages';
import type { Difference } from '../../../src/protocol/comparison';
import type { StageSnapshot } from '../../../src/protocol/stage';
import type { PanelStrings } from '../../../src/protocol/strings';

export type RunsMessage = Extract<HostMessage, { readonly type: 'runs' }>;

/** What the page is told at first. */
export interface Opening {
  readonly strings: PanelStrings;
  readonly state: HostState;
  readonly runs: RunsMessage;
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
  const fetched = async <T>(part: string) => (await fetch(`/${part}.json`)).json() as Promise<T>;
  let opening: Promise<Opening> | undefined = fetched<Opening>(`opening/${told}`);
  let further = 0;
  let changes: Promise<Opening['changes']> = Promise.resolve(null);

  const receive = (message: PanelMessage) => {
    if (message.type === 'ready' && opening) {
      changes = open(opening);
      opening = undefined;
    }
    if (message.type === 'moreRuns') void fetched<RunsMessage>(`more/${told}/${further++}`).then(tell);
    if (message.type !== 'compare') return;
    const { a, b } = message;
    void changes.then((all) => tell({ type: 'difference', a, b, changes: all }));
  };
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({ postMessage: receive, getState: () => undefined, setState: () => undefined }),
  });
}
