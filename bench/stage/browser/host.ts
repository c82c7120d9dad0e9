/** Runs in the real page before its own scripts: the editor's part. The text is held by a worker, as the host holds it. */
import type { HostMessage, HostState, PanelMessage } from '../../../src/protocol/messages';
import type {} from './probe';
import type { StageEdit, StageSnapshot } from '../../../src/protocol/stage';
import type { PanelStrings } from '../../../src/protocol/strings';
import type { StageNews } from '../../../src/vscode/panel/stage-controller';

/** What the worker is told. */
export type HostOrder =
  | { readonly kind: 'open'; readonly text: string; readonly uri: string }
  | { readonly kind: 'edit'; readonly edit: StageEdit }
  | { readonly kind: 'resync' }
  /** A person types a letter at the end of an element's literal text. */
  | { readonly kind: 'type'; readonly index: number; readonly letter: string };

/** What it answers with. Times are milliseconds since the epoch. */
export interface HostAnswer {
  readonly news: StageNews;
  /** When the order came in, and when the text was another. */
  readonly asked: number;
  readonly changed: number;
  /** What reading the new text took. */
  readonly parse: number;
}

/** What the page is opened with. */
export interface Opening {
  readonly strings: PanelStrings;
  readonly state: HostState;
  readonly stage: StageSnapshot;
}

/** All in milliseconds. */
export interface StandIn {
  /** Takes the text that the page shows already. */
  open(text: string): Promise<void>;
  /** Types a letter: until the stage shows it, and what of that is reading the text. */
  type(index: number, letter: string): Promise<{ readonly total: number; readonly parse: number }>;
  /** From the pointer's next release until the text is changed, and until that is painted. */
  edited(): Promise<{ readonly changed: number; readonly settled: number }>;
}

declare global {
  var standIn: StandIn;
  var opening: Opening;
}

let worker: Worker | undefined;
let waiting: ((answer: HostAnswer) => void) | undefined;

function tell(message: HostMessage): void {
  window.dispatchEvent(new MessageEvent('message', { data: message }));
}

function answered(): Promise<HostAnswer> {
  return new Promise((resolve) => (waiting = resolve));
}

function order(message: HostOrder): Promise<HostAnswer> {
  const answer = answered();
  worker?.postMessage(message);
  return answer;
}

function released(): Promise<number> {
  return new Promise((resolve) =>
    window.addEventListener('pointerup', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), {
      once: true,
      capture: true,
    }),
  );
}

globalThis.standIn = {
  async open(text) {
    worker = new Worker('/worker.js');
    worker.onmessage = ({ data }: MessageEvent<HostAnswer>) => {
      tell(data.news);
      waiting?.(data);
    };
    await order({ kind: 'open', text, uri: globalThis.opening.stage.uri });
  },
  async type(index, letter) {
    const text = () => document.querySelector(`[data-element-index="${index}"]`)?.outerHTML;
    const before = text();
    const { asked, parse } = await order({ kind: 'type', index, letter });
    return { total: (await probe.shown(() => text() !== before)) - asked, parse };
  },
  async edited() {
    const [from, { changed }] = await Promise.all([released(), answered()]);
    return { changed: changed - from, settled: (await probe.shown(() => true)) - from };
  },
};

function receive(message: PanelMessage): void {
  if (message.type === 'edit') worker?.postMessage({ kind: 'edit', edit: message } satisfies HostOrder);
  if (message.type === 'resync') worker?.postMessage({ kind: 'resync' } satisfies HostOrder);
  if (message.type !== 'ready') return;
  const { strings, state, stage } = globalThis.opening;
  tell({ type: 'strings', strings });
  tell({ type: 'stage', stage });
  tell({ type: 'state', state });
}

Object.assign(globalThis, {
  acquireVsCodeApi: () => ({ postMessage: receive, getState: () => undefined, setState: () => undefined }),
});
