import { isHostMessage, isPanelMessage } from '../../src/protocol/guards';
import type { StageEdit, StageSnapshot } from '../../src/protocol/stage';
import { StageModel } from '../../src/webview/stage/stage-model';

/** One turn of the event loop. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Waits until nothing is under way on any of these: what one does may be news to another. */
export async function settled(links: readonly Link[]): Promise<void> {
  while (!links.every(({ isQuiet }) => isQuiet)) await turn();
}

/** A panel's model joined to a host: each message goes through JSON and the guards, takes its turns, and stays in order. */
export class Link {
  readonly model: StageModel;
  private readonly delay: () => number;
  private toPage: Promise<void> = Promise.resolve();
  private toHost: Promise<void> = Promise.resolve();
  private underway = 0;

  /** `delay` says how many turns of the event loop the next message takes; `handle` is the host's. */
  constructor(delay: () => number, handle: (edit: StageEdit) => Promise<void>) {
    this.delay = delay;
    this.model = new StageModel(
      (edit) => {
        const sent: unknown = JSON.parse(JSON.stringify({ type: 'edit', ...edit }));
        this.toHost = this.carry(this.toHost, () => {
          if (!isPanelMessage(sent) || sent.type !== 'edit') throw new Error('This is no edit.');
          this.underway++;
          // The next message is not kept waiting by the work on this one.
          void handle(sent).finally(() => this.underway--);
        });
      },
      () => undefined,
    );
  }

  /** What the host says. */
  tellPage(stage: StageSnapshot | null): void {
    const sent: unknown = JSON.parse(JSON.stringify({ type: 'stage', stage }));
    this.toPage = this.carry(this.toPage, () => {
      if (!isHostMessage(sent) || sent.type !== 'stage') throw new Error('This is no stage.');
      this.model.receive(sent.stage);
    });
  }

  /** Whether everything that was said has arrived and was answered. */
  get isQuiet(): boolean {
    return this.underway === 0;
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
