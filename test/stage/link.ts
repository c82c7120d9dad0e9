import { isHostMessage, isPanelMessage } from '../../src/protocol/guards';
import type { PanelMessage } from '../../src/protocol/messages';
import type { StageNews } from '../../src/vscode/panel/stage-controller';
import { StageModel } from '../../src/webview/stage/model/stage-model';

/** One turn of the event loop. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Waits until nothing is under way on any of these: what one does may be news to another. */
export async function settled(links: readonly Link[]): Promise<void> {
  while (!links.every(({ isQuiet }) => isQuiet)) await turn();
}

/** What a page says to the host of the stage and its text. */
export type PageMessage = Extract<PanelMessage, { readonly type: 'edit' | 'resync' }>;

/** A panel's model joined to a host: each message goes through JSON and the guards, takes its turns, and stays in order. */
export class Link {
  readonly model: StageModel;
  /** How often the page has asked for the whole of what it had missed. */
  resyncs = 0;
  private readonly delay: () => number;
  private readonly handle: (message: PageMessage) => Promise<void>;
  private toPage: Promise<void> = Promise.resolve();
  private toHost: Promise<void> = Promise.resolve();
  private underway = 0;

  /** `delay` says how many turns of the event loop the next message takes; `handle` is the host's. */
  constructor(delay: () => number, handle: (message: PageMessage) => Promise<void>) {
    this.delay = delay;
    this.handle = handle;
    this.model = new StageModel(
      (edit) => this.tellHost({ type: 'edit', ...edit }),
      () => undefined,
    );
  }

  /** What the host says. */
  tellPage(news: StageNews): void {
    const sent: unknown = JSON.parse(JSON.stringify(news));
    this.toPage = this.carry(this.toPage, () => {
      if (!isHostMessage(sent)) throw new Error('This is no message of the host.');
      if (sent.type === 'stage') this.model.receive(sent.stage);
      else if (sent.type !== 'stageChange') throw new Error('This is nothing of the stage.');
      else if (!this.model.change(sent.change)) {
        this.resyncs++;
        this.tellHost({ type: 'resync' });
      }
    });
  }

  /** Whether everything that was said has arrived and was answered. */
  get isQuiet(): boolean {
    return this.underway === 0;
  }

  private tellHost(message: PageMessage): void {
    const sent: unknown = JSON.parse(JSON.stringify(message));
    this.toHost = this.carry(this.toHost, () => {
      if (!isPanelMessage(sent)) throw new Error('This is no message of the panel.');
      if (sent.type !== 'edit' && sent.type !== 'resync') throw new Error('This is nothing of the stage.');
      this.underway++;
      // The next message is not kept waiting by the work on this one.
      void this.handle(sent).finally(() => this.underway--);
    });
  }

  private async carry(before: Promise<void>, arrive: () => void): Promise<void> {
    this.underway++;
    try {
      await before;
      for (let left = this.delay(); left > 0; left--) await turn();
      arrive();
    } finally {
      this.underway--;
    }
  }
}
